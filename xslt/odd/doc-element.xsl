<?xml version="1.0" encoding="UTF-8"?>
<!-- One element: what it is for, where it may stand, its attributes with their values, an example. -->
<xsl:stylesheet version="3.0" expand-text="yes" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:o="https://tei-edition.org/ns/xslt/odd"
    xmlns:c="https://tei-edition.org/ns/xslt/common"
    xmlns:teix="http://www.tei-c.org/ns/Examples"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0"
    exclude-result-prefixes="#all">

  <xsl:mode name="o:element" on-no-match="fail"/>

  <xsl:template match="elementSpec" mode="o:element" as="element()">
    <article id="{o:id(.)}">
      <h3>
        <code>{@ident}</code>
        <xsl:if test="normalize-space(gloss[1]) ne @ident">{' '}<span class="gloss">{normalize-space(gloss[1])}</span></xsl:if>
      </h3>
      <p class="lead"><xsl:apply-templates select="desc[1]" mode="o:prose"/></p>
      <dl>
        <dt>Contained in</dt>
        <dd><xsl:sequence select="o:links(o:parents(.))"/></dd>
        <dt>Contains</dt>
        <dd class="model"><xsl:apply-templates select="content" mode="o:model"/></dd>
      </dl>
      <xsl:variable name="attributes" as="element(attDef)*" select="o:attributes(.)"/>
      <xsl:if test="$attributes">
        <div class="scroll" tabindex="0" role="region" aria-label="Attributes of {@ident}">
          <table>
            <thead><tr><th scope="col">Attribute</th><th scope="col">Meaning</th><th scope="col">Values</th></tr></thead>
            <tbody>
              <xsl:apply-templates select="$attributes" mode="o:element">
                <xsl:sort select="if (@usage = 'req') then 0 else if (ancestor::elementSpec) then 1 else 2"/>
                <xsl:sort select="@ident"/>
              </xsl:apply-templates>
            </tbody>
          </table>
        </div>
      </xsl:if>
      <xsl:for-each select="constraintSpec">
        <p class="rule"><a href="#rule-{@ident}">Rule</a>: <xsl:apply-templates select="desc[1]" mode="o:prose"/></p>
      </xsl:for-each>
      <xsl:for-each select="remarks">
        <div class="remarks"><xsl:apply-templates select="p" mode="o:prose"/></div>
      </xsl:for-each>
      <xsl:apply-templates select="exemplum/teix:egXML" mode="o:element"/>
    </article>
  </xsl:template>

  <xsl:template match="attDef" mode="o:element" as="element()">
    <tr>
      <th scope="row">
        <code>{@ident}</code>
        <xsl:if test="@usage = 'req'">{' '}<span class="req">required</span></xsl:if>
      </th>
      <td><xsl:apply-templates select="desc[1]" mode="o:prose"/></td>
      <td>
        <xsl:choose>
          <xsl:when test="valList/valItem">
            <ul class="values">
              <xsl:for-each select="valList/valItem[not(@mode = 'delete')]">
                <li>
                  <code>{@ident}</code>
                  <xsl:if test="normalize-space(desc[1])">{' '}<xsl:apply-templates select="desc[1]" mode="o:prose"/></xsl:if>
                </li>
              </xsl:for-each>
            </ul>
            <xsl:if test="not(valList/@type = 'closed')">and others</xsl:if>
          </xsl:when>
          <xsl:otherwise>
            <xsl:sequence select="o:datatype-words(.)"/>
          </xsl:otherwise>
        </xsl:choose>
      </td>
    </tr>
  </xsl:template>

  <!-- Datatypes as an editor would describe them. -->
  <xsl:variable name="o:words" as="map(xs:string, xs:string)" select="map {
      'teidata.xmlName': 'a name, unique in the document',
      'teidata.pointer': 'a pointer, such as #id or an address',
      'teidata.language': 'a language tag (BCP 47), such as en or ru-Latn',
      'teidata.text': 'text',
      'teidata.word': 'one word',
      'teidata.enumerated': 'one word',
      'teidata.versionNumber': 'a version number',
      'teidata.numeric': 'a number',
      'teidata.count': 'a whole number, 0 or more',
      'teidata.truthValue': 'true or false',
      'teidata.probCert': 'high, medium, low or unknown',
      'teidata.temporal.w3c': 'a date: YYYY-MM-DD, YYYY-MM or YYYY'
    }"/>

  <xsl:function name="o:datatype-words" as="xs:string">
    <xsl:param name="definition" as="element(attDef)"/>
    <xsl:variable name="reference" as="element(dataRef)?" select="$definition/datatype/dataRef"/>
    <xsl:variable name="words" as="xs:string"
        select="($o:words(string($reference/@key)), $reference/(@key, @name)/string(), 'text')[1]"/>
    <xsl:sequence select="if (o:many($definition)) then $words || '; several, with spaces between' else $words"/>
  </xsl:function>

  <xsl:template match="teix:egXML" mode="o:element" as="element()">
    <pre class="xml" tabindex="0" role="region" aria-label="Example of {ancestor::elementSpec/@ident}"><code><xsl:for-each select="* | comment()">
        <xsl:if test="position() gt 1">
          <xsl:text>&#10;</xsl:text>
        </xsl:if>
        <xsl:apply-templates select="." mode="c:xml"/>
      </xsl:for-each></code></pre>
  </xsl:template>

</xsl:stylesheet>
