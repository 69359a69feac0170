<?xml version="1.0" encoding="UTF-8"?>
<!-- Tables (TEI chapter 14). -->
<xsl:stylesheet version="3.0" expand-text="yes" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:map="http://www.w3.org/2005/xpath-functions/map"
    xmlns:c="https://tei-edition.org/ns/xslt/common"
    xmlns:t="https://tei-edition.org/ns/xslt/typst"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0"
    exclude-result-prefixes="#all">

  <xsl:template match="table">
    <xsl:variable name="columns" as="xs:integer" select="max((1, row ! sum(node()[t:is-cell(.)] ! t:span(., 'cols'))))"/>
    <xsl:text>&#10;&#10;</xsl:text>
    <xsl:apply-templates select="head"/>
    <xsl:variable name="header" as="element(row)?" select="row[1][@role = 'label']"/>
    <xsl:text>#rows({$columns}, (</xsl:text>
    <xsl:if test="$header">
      <xsl:text>table.header(</xsl:text>
      <xsl:apply-templates select="$header"><xsl:with-param name="columns" select="$columns"/></xsl:apply-templates>
      <xsl:text>), </xsl:text>
    </xsl:if>
    <xsl:text>), </xsl:text>
    <xsl:for-each select="row except $header">
      <xsl:text>({t:string(t:row-name(.))}, (</xsl:text>
      <xsl:apply-templates select="."><xsl:with-param name="columns" select="$columns"/></xsl:apply-templates>
      <xsl:text>)), </xsl:text>
    </xsl:for-each>
    <xsl:text>);&#10;&#10;</xsl:text>
    <xsl:apply-templates select="node() except (head, row)"/>
  </xsl:template>

  <!-- Rows of tables between paragraphs, with something for the foot of the page: see #rows. -->
  <xsl:variable name="t:footed-rows" as="map(xs:string, xs:integer)" select="c:numbered(//text//table[not(t:in-block(.))]/row
      [position() gt 1 or not(@role = 'label')][.//note or .//*[map:contains($t:entries, generate-id(.))]])"/>

  <xsl:function name="t:row-name" as="xs:string">
    <xsl:param name="row" as="element(row)"/>
    <xsl:sequence select="string($t:footed-rows(generate-id($row)) ! ($t:id || 'r' || .))"/>
  </xsl:function>

  <xsl:function name="t:is-cell" as="xs:boolean">
    <xsl:param name="node" as="node()"/>
    <xsl:sequence select="exists($node/self::*[not(map:contains($c:forme-numbers, generate-id(.)))]) or exists($node/self::text()[normalize-space()])"/>
  </xsl:function>

  <!-- How many columns a cell takes; nobody's table is wider than forty. -->
  <xsl:function name="t:span" as="xs:integer">
    <xsl:param name="node" as="node()"/>
    <xsl:param name="name" as="xs:string"/>
    <xsl:variable name="value" as="attribute()?" select="$node/@*[local-name() = $name][. castable as xs:positiveInteger][string-length(.) le 2]"/>
    <xsl:sequence select="min((40, ($value ! xs:integer(.), 1)[1]))"/>
  </xsl:function>

  <!-- Short rows are filled up, or their cells would move. -->
  <xsl:template match="table/row">
    <xsl:param name="columns" as="xs:integer"/>
    <xsl:variable name="cells" as="node()*" select="node()[t:is-cell(.)]"/>
    <xsl:for-each select="$cells">
      <xsl:text>table.cell(colspan: {t:span(., 'cols')})[</xsl:text>
      <xsl:if test="position() eq 1">{t:row-name(..)[.] ! ('#row-begins(' || t:string(.) || ')')}</xsl:if>
      <xsl:call-template name="t:words"><xsl:with-param name="words" select="if (self::cell) then node() else ."/></xsl:call-template>
      <xsl:text>], </xsl:text>
    </xsl:for-each>
    <xsl:sequence select="(sum($cells ! t:span(., 'cols')) + 1 to $columns) ! '[], '"/>
  </xsl:template>

  <xsl:template match="row | cell">
    <xsl:apply-templates/>
    <xsl:text>#" ";</xsl:text>
  </xsl:template>

  <xsl:function name="t:has-room" as="xs:boolean">
    <xsl:param name="block" as="element()"/>
    <xsl:sequence select="c:has-room($block, function($note) { not(t:is-aside($note)) })"/>
  </xsl:function>

  <!-- A table where there is room for words only. -->
  <xsl:template match="(note//table | head//table | cell//table)[not(t:has-room(.))]" priority="1">
    <xsl:for-each select="node() except row | row/node()">
      <xsl:apply-templates select="if (self::cell) then node() else ."/>
      <xsl:text>#" ";</xsl:text>
    </xsl:for-each>
  </xsl:template>

</xsl:stylesheet>
