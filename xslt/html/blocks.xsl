<?xml version="1.0" encoding="UTF-8"?>
<!-- Divisions, headings, paragraphs, lists, tables. -->
<xsl:stylesheet version="3.0" expand-text="yes" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:c="https://tei-edition.org/ns/xslt/common"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0"
    exclude-result-prefixes="xs c">

  <xsl:template match="text | body | div">
    <xsl:apply-templates select="node()"/>
  </xsl:template>

  <xsl:template match="div[@type = 'section']">
    <section><xsl:apply-templates/></section>
  </xsl:template>

  <xsl:template match="head">
    <xsl:element name="h{min((6, 1 + count(ancestor::div[head])))}">
      <xsl:apply-templates/>
    </xsl:element>
  </xsl:template>

  <!-- A heading without words is none. -->
  <xsl:template match="head[not(.//text()[normalize-space()][not(ancestor::note)] or .//gap or .//stamp)]" priority="1">
    <xsl:if test="node()"><p><xsl:apply-templates/></p></xsl:if>
  </xsl:template>

  <xsl:template match="p | ab">
    <p>
      <xsl:call-template name="anchor"/>
      <xsl:apply-templates/>
      <xsl:apply-templates select="self::ab" mode="hanging-note"/>
    </p>
  </xsl:template>

  <xsl:template match="opener | closer">
    <div class="{local-name()}"><xsl:apply-templates/></div>
  </xsl:template>

  <xsl:template match="opener[not(dateline | salute)]" priority="1">
    <p class="opener"><xsl:apply-templates/><xsl:apply-templates select="." mode="hanging-note"/></p>
  </xsl:template>

  <xsl:template match="signed">
    <p class="signed"><xsl:apply-templates/></p>
  </xsl:template>

  <xsl:template match="div/gap | quote/gap" priority="1">
    <p><xsl:next-match/></p>
  </xsl:template>

  <xsl:template match="list[@rend = 'numbered']">
    <ul class="numbered"><xsl:apply-templates select="item"/></ul>
  </xsl:template>

  <xsl:template match="list">
    <ul><xsl:apply-templates select="item"/></ul>
  </xsl:template>

  <xsl:template match="item">
    <li>
      <xsl:if test="@n"><span class="label">{@n}</span>{' '}</xsl:if>
      <xsl:apply-templates/>
    </li>
  </xsl:template>

  <xsl:template match="quote">
    <blockquote><xsl:apply-templates/></blockquote>
  </xsl:template>

  <xsl:template match="table">
    <div class="scroll" tabindex="0" role="region" aria-label="Table">
      <table><tbody><xsl:apply-templates select="row"/></tbody></table>
    </div>
  </xsl:template>

  <xsl:template match="row">
    <tr><xsl:apply-templates select="cell"/></tr>
  </xsl:template>

  <xsl:template match="row[@role = 'label']/cell">
    <th scope="col"><xsl:apply-templates/></th>
  </xsl:template>

  <xsl:template match="cell">
    <td><xsl:apply-templates/></td>
  </xsl:template>

  <xsl:template match="milestone">
    <hr/>
  </xsl:template>

  <xsl:template match="lb">
    <br/>
  </xsl:template>

  <xsl:template name="anchor">
    <xsl:if test="self::p and ancestor::body and empty(ancestor::note)">
      <xsl:attribute name="id" select="'p' || (count(preceding::p[ancestor::body]) + 1)"/>
    </xsl:if>
  </xsl:template>

</xsl:stylesheet>
