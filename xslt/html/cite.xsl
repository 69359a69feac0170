<?xml version="1.0" encoding="UTF-8"?>
<!-- "Cite": the record in five forms; the script adds the paragraph that is selected. -->
<xsl:stylesheet version="3.0" expand-text="yes" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:map="http://www.w3.org/2005/xpath-functions/map"
    xmlns:c="https://tei-edition.org/ns/xslt/common"
    xmlns:h="https://tei-edition.org/ns/xslt/html"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0"
    exclude-result-prefixes="#all">

  <xsl:mode name="h:cite" on-no-match="fail"/>

  <xsl:template match="teiHeader" mode="h:cite" as="element()">
    <xsl:variable name="item" as="map(*)" select="
        if ($h:identifier) then map:put(c:item(..), 'id', $h:identifier) else c:item(..)"/>
    <section class="cite" id="cite" aria-labelledby="cite-title">
      <h2 id="cite-title">Cite</h2>
      <p class="quiet" data-about="record">The whole record. To cite a paragraph, select its number.</p>
      <dl>
        <dt>Chicago</dt><dd data-form="chicago">{c:chicago($item)}</dd>
        <dt>MLA</dt><dd data-form="mla">{c:mla($item)}</dd>
        <xsl:if test="$h:edition">
          <dt>Edition</dt><dd>{string-join(($h:site[.], c:resolver($h:edition)), ', ')}.</dd>
        </xsl:if>
      </dl>
      <details>
        <summary>BibTeX, RIS, CSL-JSON</summary>
        <xsl:for-each select="'bibtex', 'ris', 'csl-json'">
          <h3>{map { 'bibtex': 'BibTeX', 'ris': 'RIS', 'csl-json': 'CSL-JSON' }(.)}</h3>
          <pre data-form="{.}" tabindex="0" role="region" aria-label="{.}"><xsl:sequence select="
                if (. eq 'bibtex') then c:bibtex($item) else if (. eq 'ris') then c:ris($item)
                else serialize(array { c:csl($item) }, map { 'method': 'json', 'indent': true() })"/></pre>
        </xsl:for-each>
      </details>
    </section>
  </xsl:template>

</xsl:stylesheet>
