<?xml version="1.0" encoding="UTF-8"?>
<!-- Where words stand on the picture of their page. Imported last: whatever becomes one element of the page has a place. -->
<xsl:stylesheet version="3.0" expand-text="yes" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:c="https://tei-edition.org/ns/xslt/common"
    xmlns:h="https://tei-edition.org/ns/xslt/html"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0"
    exclude-result-prefixes="#all">

  <!-- What has a zone on the picture of its page says where that is. -->
  <xsl:template match="(text//*[starts-with(@facs, '#')][not(self::pb)] | sourceDoc//zone | sourceDoc//line)[$h:assets and exists($h:leaves)]" priority="20">
    <xsl:variable name="made" as="node()*"><xsl:next-match/></xsl:variable>
    <xsl:variable name="box" as="xs:double*" select="h:zone-box(.)"/>
    <xsl:variable name="first" as="element()?" select="$made[self::*][last()]"/>
    <!-- The break before the first line of a block is none of the page. -->
    <xsl:if test="self::lb and empty($first) and exists($box)"><span data-zone="{$box}"></span></xsl:if>
    <xsl:for-each select="$made">
      <xsl:choose>
        <xsl:when test="exists($box) and $first is ."><xsl:copy><xsl:copy-of select="@*"/><xsl:attribute name="data-zone" select="$box"/><xsl:copy-of select="node()"/></xsl:copy></xsl:when>
        <xsl:otherwise><xsl:sequence select="."/></xsl:otherwise>
      </xsl:choose>
    </xsl:for-each>
  </xsl:template>

  <xsl:function name="h:zone-box" as="xs:double*">
    <xsl:param name="element" as="element()"/>
    <xsl:variable name="graphic" as="element()?" select="$element/(self::zone, self::line, tokenize(@facs)[1] ! key('c:surfaces', substring(., 2), root($element)))[1]/ancestor-or-self::surface[1]/graphic[1]"/>
    <xsl:variable name="picture" as="map(*)?" select="$graphic ! c:picture-address(.) ! $h:local(.)[not(?zooms)]"/>
    <xsl:sequence select="c:zone-box($element, ($picture?width, $picture?height) ! number(.))"/>
  </xsl:function>

</xsl:stylesheet>
