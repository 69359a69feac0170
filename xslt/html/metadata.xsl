<?xml version="1.0" encoding="UTF-8"?>
<!-- What machines read: Dublin Core, Highwire, schema.org, typed links. -->
<xsl:stylesheet version="3.0" expand-text="yes" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:map="http://www.w3.org/2005/xpath-functions/map"
    xmlns:c="https://tei-edition.org/ns/xslt/common"
    xmlns:h="https://tei-edition.org/ns/xslt/html"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0"
    exclude-result-prefixes="#all">

  <xsl:mode name="h:metadata" on-no-match="fail"/>

  <xsl:template match="teiHeader" mode="h:metadata" as="node()*">
    <xsl:variable name="item" as="map(*)" select="c:item(..)"/>
    <xsl:variable name="url" as="xs:string?" select="($h:address[.], $item?URL)[1]"/>
    <xsl:if test="$item?abstract">
      <meta name="description" content="{$item?abstract}"/>
    </xsl:if>
    <xsl:call-template name="h:meta"><xsl:with-param name="name" select="'citation_title'"/><xsl:with-param name="values" select="$item?title"/></xsl:call-template>
    <xsl:call-template name="h:meta"><xsl:with-param name="name" select="'citation_author'"/><xsl:with-param name="values" select="$item?creators"/></xsl:call-template>
    <xsl:call-template name="h:meta"><xsl:with-param name="name" select="'citation_publication_date'"/><xsl:with-param name="values" select="$item?date ! c:slashed(.)"/></xsl:call-template>
    <xsl:call-template name="h:meta"><xsl:with-param name="name" select="'citation_publisher'"/><xsl:with-param name="values" select="$item?publisher"/></xsl:call-template>
    <xsl:call-template name="h:meta"><xsl:with-param name="name" select="'citation_language'"/><xsl:with-param name="values" select="$item?language"/></xsl:call-template>
    <xsl:call-template name="h:meta"><xsl:with-param name="name" select="'citation_public_url'"/><xsl:with-param name="values" select="$url"/></xsl:call-template>
    <xsl:call-template name="h:meta"><xsl:with-param name="name" select="'citation_doi'"/><xsl:with-param name="values" select="$item?DOI"/></xsl:call-template>
    <xsl:if test="$h:address and $h:pdf">
      <meta name="citation_pdf_url" content="{resolve-uri($h:pdf, $h:address)}"/>
    </xsl:if>
    <link rel="schema.DC" href="http://purl.org/dc/elements/1.1/"/>
    <link rel="schema.DCTERMS" href="http://purl.org/dc/terms/"/>
    <xsl:call-template name="h:meta"><xsl:with-param name="name" select="'DC.title'"/><xsl:with-param name="values" select="$item?title"/></xsl:call-template>
    <xsl:call-template name="h:meta"><xsl:with-param name="name" select="'DC.creator'"/><xsl:with-param name="values" select="$item?creators"/></xsl:call-template>
    <xsl:call-template name="h:meta"><xsl:with-param name="name" select="'DC.contributor'"/><xsl:with-param name="values" select="distinct-values(($item?recipients, $item?contributors?*?name))"/></xsl:call-template>
    <xsl:call-template name="h:meta"><xsl:with-param name="name" select="'DC.publisher'"/><xsl:with-param name="values" select="$item?publisher"/></xsl:call-template>
    <xsl:call-template name="h:meta"><xsl:with-param name="name" select="'DC.date'"/><xsl:with-param name="values" select="$item?date"/></xsl:call-template>
    <xsl:call-template name="h:meta"><xsl:with-param name="name" select="'DCTERMS.created'"/><xsl:with-param name="values" select="$item?date"/></xsl:call-template>
    <xsl:call-template name="h:meta"><xsl:with-param name="name" select="'DC.language'"/><xsl:with-param name="values" select="$item?language"/></xsl:call-template>
    <xsl:call-template name="h:meta"><xsl:with-param name="name" select="'DC.identifier'"/><xsl:with-param name="values" select="$url, ($item?DOI, $item?ARK) ! c:resolver(.)"/></xsl:call-template>
    <xsl:call-template name="h:meta"><xsl:with-param name="name" select="'DC.source'"/><xsl:with-param name="values" select="$item?location"/></xsl:call-template>
    <xsl:call-template name="h:meta"><xsl:with-param name="name" select="'DCTERMS.isPartOf'"/><xsl:with-param name="values" select="$h:edition[.] ! c:resolver(.)"/></xsl:call-template>
    <xsl:call-template name="h:meta"><xsl:with-param name="name" select="'DC.rights'"/><xsl:with-param name="values" select="$item?rights"/></xsl:call-template>
    <xsl:call-template name="h:meta"><xsl:with-param name="name" select="'DCTERMS.abstract'"/><xsl:with-param name="values" select="$item?abstract"/></xsl:call-template>
    <!-- Zotero takes the first type for its own kind of item; DCMI's word for it comes second. What somebody
         sent and somebody received is a letter to it: its creator is the author. -->
    <xsl:call-template name="h:meta"><xsl:with-param name="name" select="'DC.type'"/><xsl:with-param name="values" select="(if (exists($item?senders) and exists($item?recipients)) then 'letter' else 'manuscript'), 'Text'"/></xsl:call-template>
    <xsl:if test="$h:address"><link rel="canonical" href="{$h:address}"/></xsl:if>
    <xsl:if test="$h:tei"><link rel="alternate" type="application/tei+xml" href="{$h:tei}" title="TEI"/></xsl:if>
    <xsl:if test="$h:pdf"><link rel="alternate" type="application/pdf" href="{$h:pdf}" title="PDF"/></xsl:if>
    <!-- Signposting: what this is, and the files that make it up. -->
    <link rel="type" href="https://schema.org/Manuscript"/>
    <xsl:if test="$h:tei"><link rel="item" type="application/tei+xml" href="{$h:tei}"/></xsl:if>
    <xsl:if test="$h:pdf"><link rel="item" type="application/pdf" href="{$h:pdf}"/></xsl:if>
    <xsl:if test="$item?link"><link rel="cite-as" href="{$item?link}"/></xsl:if>
    <xsl:for-each select="fileDesc/publicationStmt/availability/licence/@target[matches(., '^https?://')]">
      <link rel="license" href="{.}"/>
    </xsl:for-each>
    <script type="application/ld+json">
      <!-- No text can end the element: the one character that could is written by its number. -->
      <xsl:value-of select="replace(serialize(h:linked-data($item, $url), map { 'method': 'json' }), '&lt;', '\\u003c')"/>
    </script>
  </xsl:template>

  <xsl:template name="h:meta" as="element()*">
    <xsl:param name="name" as="xs:string"/>
    <xsl:param name="values" as="xs:string*"/>
    <xsl:for-each select="$values[normalize-space()]">
      <meta name="{$name}" content="{.}"/>
    </xsl:for-each>
  </xsl:template>

  <xsl:function name="h:linked-data" as="map(*)">
    <xsl:param name="item" as="map(*)"/>
    <xsl:param name="url" as="xs:string?"/>
    <xsl:sequence select="map:merge((
        map { '@context': 'https://schema.org', '@type': if (exists(($item?senders, $item?recipients))) then array { 'Manuscript', 'Message' } else 'Manuscript', 'name': $item?title },
        $url ! map { 'url': . },
        $item?date ! map { 'dateCreated': . },
        $item?abstract ! map { 'abstract': . },
        $item?language ! map { 'inLanguage': . },
        $item?publisher ! map { 'publisher': map { '@type': 'Organization', 'name': . } },
        h:people('author', $item?creators),
        h:people('sender', $item?senders),
        h:people('recipient', $item?recipients),
        $item?archive ! map { 'holdingArchive': map { '@type': 'ArchiveOrganization', 'name': . } },
        h:identifiers(($item?shelfmark, ($item?DOI, $item?ARK) ! c:resolver(.))),
        $h:edition[.] ! map { 'isPartOf': map:merge((map { '@type': 'Collection', '@id': c:resolver(.), 'identifier': c:resolver(.) }, $h:site[.] ! map { 'name': . })) },
        $item?rights ! map { 'copyrightNotice': . },
        h:people('translator', $item?translators),
        h:people('contributor', $item?contributors?*[not(?name = $item?translators)]?name)))"/>
  </xsl:function>

  <!-- One identifier, or an array of several. -->
  <xsl:function name="h:identifiers" as="map(*)?">
    <xsl:param name="values" as="xs:string*"/>
    <xsl:if test="exists($values)">
      <xsl:sequence select="map { 'identifier': if (count($values) eq 1) then $values else array { $values } }"/>
    </xsl:if>
  </xsl:function>

  <xsl:function name="h:people" as="map(*)?">
    <xsl:param name="role" as="xs:string"/>
    <xsl:param name="names" as="xs:string*"/>
    <xsl:if test="exists($names)">
      <xsl:sequence select="map { $role: array { $names ! map { '@type': 'Person', 'name': . } } }"/>
    </xsl:if>
  </xsl:function>

</xsl:stylesheet>
