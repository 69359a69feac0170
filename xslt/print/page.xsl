<?xml version="1.0" encoding="UTF-8"?>
<!-- Title, source, summary, and the text between. -->
<xsl:stylesheet version="3.0" expand-text="yes" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:c="https://tei-edition.org/ns/xslt/common"
    xmlns:t="https://tei-edition.org/ns/xslt/typst"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0"
    exclude-result-prefixes="xs c t">

  <xsl:template match="/">
    <xsl:apply-templates select="TEI"/>
  </xsl:template>

  <xsl:template match="TEI">
    <xsl:variable name="header" as="element(teiHeader)" select="teiHeader"/>
    <xsl:variable name="rows" as="element()*"
        select="$header//(repository, msIdentifier/idno, textLang, respStmt, funder), $header//publicationStmt/(publisher, idno[@type = 'URL'], availability), $header//sourceDesc/bibl"/>
    <xsl:text>#show: record.with(</xsl:text>
    <xsl:text>title: {t:string(c:title(.))}, </xsl:text>
    <xsl:text>date: {t:string($header//creation/date)}, </xsl:text>
    <xsl:text>shelfmark: {t:string(string-join(($header//repository/@key, $header//msIdentifier/idno), ', '))}, </xsl:text>
    <xsl:text>authors: ({string-join($header//(persName, orgName) ! (t:string(.) || ', '))}), </xsl:text>
    <xsl:text>language: {t:string(t:language(@xml:lang))}, </xsl:text>
    <xsl:text>summary: ({string-join($header//abstract/p ! (t:string(.) || ', '))}), </xsl:text>
    <xsl:text>source: ({string-join($rows ! ('(' || t:string(t:label(.)) || ', ' || t:string(t:value(.)) || '), '))}))&#10;&#10;</xsl:text>
    <xsl:apply-templates select="text"/>
  </xsl:template>

  <xsl:function name="t:label" as="xs:string">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="
        if ($element/self::respStmt) then string-join($element/resp, ', ')
        else map { 'repository': 'Archive', 'textLang': 'Original language', 'funder': 'Funder',
          'publisher': 'Publisher', 'availability': 'Rights', 'bibl': 'Citation',
          'idno': if ($element/@type = 'URL') then 'Address' else 'Shelfmark' }(local-name($element))"/>
  </xsl:function>

  <xsl:function name="t:value" as="xs:string">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="normalize-space(
        if ($element/self::respStmt) then string-join($element/(persName | orgName | name), ', ')
        else if ($element/self::repository) then string-join(($element, $element/../settlement, $element/../country), ', ')
        else string($element))"/>
  </xsl:function>

  <!-- Typst knows languages by their first subtag. -->
  <xsl:function name="t:language" as="xs:string">
    <xsl:param name="tag" as="xs:string?"/>
    <xsl:variable name="first" as="xs:string" select="tokenize($tag || '-', '-')[1]"/>
    <xsl:sequence select="if (matches($first, '^[a-z]{2,3}$') and $first ne 'und') then $first else 'en'"/>
  </xsl:function>

</xsl:stylesheet>
