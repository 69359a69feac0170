<?xml version="1.0" encoding="UTF-8"?>
<!-- What was added, deleted, left out, supplied or doubted (TEI chapter 12). -->
<xsl:stylesheet version="3.0" expand-text="yes" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:c="https://tei-edition.org/ns/xslt/common"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0"
    exclude-result-prefixes="xs c">

  <xsl:template match="add">
    <ins title="{c:added(.)}"><xsl:call-template name="language"/><xsl:apply-templates/></ins>
  </xsl:template>

  <xsl:template match="del">
    <del title="deleted{@rend ! (': ' || translate(., '-', ' '))}"><xsl:apply-templates/></del>
  </xsl:template>

  <xsl:template match="subst | choice | expan">
    <span class="{local-name()}"><xsl:apply-templates/></span>
  </xsl:template>

  <xsl:template match="choice/corr">
    <span class="corr" title="correction">{' '}[<xsl:apply-templates/>]</span>
  </xsl:template>

  <xsl:template match="gap">
    <span class="gap">{c:missing(.)}</span>
  </xsl:template>

  <xsl:template match="supplied | unclear | sic | corr | ex | stamp">
    <span class="{local-name()}"><xsl:call-template name="language"/><xsl:apply-templates/></span>
  </xsl:template>

  <xsl:template match="stamp[not(node())]">
    <span class="gap">{(@type, 'stamp')[1]}</span>
  </xsl:template>

  <xsl:template match="foreign">
    <i><xsl:call-template name="language"/><xsl:apply-templates/></i>
  </xsl:template>

  <xsl:template match="hi">
    <xsl:variable name="names" as="map(xs:string, xs:string)" select="map {
        'italic': 'em', 'bold': 'strong', 'underlined': 'u', 'superscript': 'sup', 'subscript': 'sub' }"/>
    <xsl:element name="{($names(string(@rend)), 'span')[1]}">
      <xsl:apply-templates/>
    </xsl:element>
  </xsl:template>

  <xsl:template match="date">
    <xsl:choose>
      <xsl:when test="@when"><time datetime="{@when}"><xsl:apply-templates/></time></xsl:when>
      <xsl:otherwise><xsl:apply-templates/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template match="ref[matches(@target, '^(https?:|mailto:|#)')]">
    <a href="{@target}"><xsl:apply-templates/></a>
  </xsl:template>

  <xsl:template match="ref">
    <xsl:apply-templates/>
  </xsl:template>

  <!-- The cuts of the rendition are not the document's; its own pages are shown. -->
  <xsl:template match="pb[@ed = 'rendition']"/>

  <xsl:template match="pb">
    <span class="pb">{'[page ' || @n || ']'}</span>
  </xsl:template>

  <xsl:template name="language">
    <xsl:if test="@xml:lang"><xsl:attribute name="lang" select="@xml:lang"/></xsl:if>
  </xsl:template>

</xsl:stylesheet>
