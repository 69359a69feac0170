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
    <xsl:text>#table(columns: {$columns}, stroke: none, align: start, </xsl:text>
    <xsl:apply-templates select="row">
      <xsl:with-param name="columns" select="$columns"/>
    </xsl:apply-templates>
    <xsl:text>);&#10;&#10;</xsl:text>
    <xsl:apply-templates select="node() except (head, row)"/>
  </xsl:template>

  <xsl:function name="t:is-cell" as="xs:boolean">
    <xsl:param name="node" as="node()"/>
    <xsl:sequence select="exists($node/self::*) or exists($node/self::text()[normalize-space()])"/>
  </xsl:function>

  <!-- How many columns a cell takes; nobody's table is wider than forty. -->
  <xsl:function name="t:span" as="xs:integer">
    <xsl:param name="node" as="node()"/>
    <xsl:param name="name" as="xs:string"/>
    <xsl:variable name="value" as="attribute()?" select="$node/@*[local-name() = $name][. castable as xs:positiveInteger][string-length(.) le 2]"/>
    <xsl:sequence select="min((40, ($value ! xs:integer(.), 1)[1]))"/>
  </xsl:function>

  <xsl:template match="table/row[1][@role = 'label']" priority="1">
    <xsl:param name="columns" as="xs:integer"/>
    <xsl:text>table.header(</xsl:text>
    <xsl:next-match>
      <xsl:with-param name="columns" select="$columns"/>
    </xsl:next-match>
    <xsl:text>), </xsl:text>
  </xsl:template>

  <!-- Short rows are filled up, or their cells would move. -->
  <xsl:template match="table/row">
    <xsl:param name="columns" as="xs:integer"/>
    <xsl:variable name="cells" as="node()*" select="node()[t:is-cell(.)]"/>
    <xsl:for-each select="$cells">
      <xsl:text>table.cell(colspan: {t:span(., 'cols')})[</xsl:text>
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
