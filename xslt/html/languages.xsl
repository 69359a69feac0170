<?xml version="1.0" encoding="UTF-8"?>
<!-- Languages and directions. The words of the page itself are English; what is the document's says so where it is not. -->
<xsl:stylesheet version="3.0" expand-text="yes" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:map="http://www.w3.org/2005/xpath-functions/map"
    xmlns:c="https://tei-edition.org/ns/xslt/common"
    xmlns:h="https://tei-edition.org/ns/xslt/html"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0"
    exclude-result-prefixes="#all">

  <xsl:variable name="h:own-language" as="xs:string" select="'en'"/>

  <!-- The language of an element, and its direction where that is not the one around it. -->
  <xsl:template name="h:language">
    <xsl:if test="string(@xml:lang)">
      <xsl:attribute name="lang" select="c:language-tag(@xml:lang)"/>
      <xsl:choose>
        <xsl:when test="c:is-right-to-left(@xml:lang)"><xsl:attribute name="dir" select="'rtl'"/></xsl:when>
        <xsl:when test="c:is-right-to-left(c:language(..))"><xsl:attribute name="dir" select="'ltr'"/></xsl:when>
      </xsl:choose>
    </xsl:if>
  </xsl:template>

  <!-- The same for what stands apart from what is around it in the document, among words of the page. -->
  <xsl:template name="h:language-of">
    <xsl:param name="language" as="xs:string?"/>
    <xsl:if test="$language and lower-case(c:language-tag($language)) ne $h:own-language">
      <xsl:attribute name="lang" select="c:language-tag($language)"/>
      <xsl:if test="c:is-right-to-left($language)"><xsl:attribute name="dir" select="'rtl'"/></xsl:if>
    </xsl:if>
  </xsl:template>

  <!-- Parts of the text that are no element of the page, where their language is not that around them. -->
  <xsl:template match="(text | front | body | back | group)[string(@xml:lang)][not(@xml:lang = c:language(..))][not(self::text and . is root()/*/text)]" priority="1">
    <div><xsl:call-template name="h:language"/><xsl:next-match/></div>
  </xsl:template>

  <!-- Whatever becomes one element of the page says its language, though its rule forgets to. -->
  <xsl:template match="text//*[string(@xml:lang)][not(self::note or self::app or self::front or self::body or self::back or self::group or self::text)]" priority="11">
    <xsl:variable name="made" as="node()*"><xsl:next-match/></xsl:variable>
    <xsl:variable name="first" as="element()?" select="$made[self::*][1][not(@lang)]"/>
    <xsl:variable name="language" as="attribute()*"><xsl:call-template name="h:language"/></xsl:variable>
    <xsl:for-each select="$made">
      <xsl:choose>
        <xsl:when test="$first is ."><xsl:copy><xsl:copy-of select="@*, $language, node()"/></xsl:copy></xsl:when>
        <xsl:otherwise><xsl:sequence select="."/></xsl:otherwise>
      </xsl:choose>
    </xsl:for-each>
  </xsl:template>

</xsl:stylesheet>
