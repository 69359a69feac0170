<?xml version="1.0" encoding="UTF-8"?>
<!-- Divisions, headings, paragraphs, lists, tables. -->
<xsl:stylesheet version="3.0" expand-text="yes" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:c="https://tei-edition.org/ns/xslt/common"
    xmlns:t="https://tei-edition.org/ns/xslt/typst"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0"
    exclude-result-prefixes="xs c t">

  <xsl:template match="head">
    <xsl:text>#heading(level: {min((6, 1 + count(ancestor::div[head])))})[</xsl:text>
    <xsl:apply-templates/>
    <xsl:text>]&#10;&#10;</xsl:text>
  </xsl:template>

  <!-- A heading without words would be an empty bookmark. -->
  <xsl:template match="head[not(.//text()[normalize-space()][not(ancestor::note)] or .//gap or .//stamp)]" priority="1">
    <xsl:apply-templates/>
    <xsl:text>&#10;&#10;</xsl:text>
  </xsl:template>

  <xsl:template match="p | ab">
    <xsl:apply-templates/>
    <xsl:apply-templates select="self::ab" mode="hanging-note"/>
    <xsl:text>&#10;&#10;</xsl:text>
  </xsl:template>

  <xsl:template match="opener">
    <xsl:text>#opener[</xsl:text>
    <xsl:apply-templates/>
    <xsl:apply-templates select="." mode="hanging-note"/>
    <xsl:text>]&#10;&#10;</xsl:text>
  </xsl:template>

  <xsl:template match="signed">
    <xsl:text>#signed[</xsl:text>
    <xsl:apply-templates/>
    <xsl:text>]&#10;&#10;</xsl:text>
  </xsl:template>

  <!-- White space between blocks is layout, not text. -->
  <xsl:template match="(text | body | div | quote | list | table | row | closer)/text()[not(normalize-space())]" priority="1"/>

  <xsl:template match="list">
    <xsl:text>#items(</xsl:text>
    <xsl:for-each select="item">
      <xsl:text>({t:string((@n, '•')[1])}, [</xsl:text>
      <xsl:apply-templates/>
      <xsl:text>]), </xsl:text>
    </xsl:for-each>
    <xsl:text>)&#10;&#10;</xsl:text>
  </xsl:template>

  <xsl:template match="quote">
    <xsl:text>#quote(block: true)[</xsl:text>
    <xsl:apply-templates/>
    <xsl:text>]&#10;&#10;</xsl:text>
  </xsl:template>

  <xsl:template match="table">
    <xsl:variable name="columns" as="xs:integer" select="max((1, row ! count(cell)))"/>
    <xsl:text>#table(columns: {$columns}, stroke: none, align: left, </xsl:text>
    <xsl:apply-templates select="row">
      <xsl:with-param name="columns" select="$columns"/>
    </xsl:apply-templates>
    <xsl:text>)&#10;&#10;</xsl:text>
  </xsl:template>

  <xsl:template match="row[1][@role = 'label']">
    <xsl:param name="columns" as="xs:integer"/>
    <xsl:text>table.header(</xsl:text>
    <xsl:next-match>
      <xsl:with-param name="columns" select="$columns"/>
    </xsl:next-match>
    <xsl:text>), </xsl:text>
  </xsl:template>

  <!-- Short rows are filled up, or their cells would move. -->
  <xsl:template match="row" priority="0">
    <xsl:param name="columns" as="xs:integer"/>
    <xsl:for-each select="cell">
      <xsl:text>[</xsl:text>
      <xsl:apply-templates/>
      <xsl:text>], </xsl:text>
    </xsl:for-each>
    <xsl:sequence select="(count(cell) + 1 to $columns) ! '[], '"/>
  </xsl:template>

  <xsl:template match="milestone">#line(length: 30%, stroke: 0.4pt)&#10;&#10;</xsl:template>

</xsl:stylesheet>
