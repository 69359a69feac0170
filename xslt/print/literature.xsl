<?xml version="1.0" encoding="UTF-8"?>
<!-- Verse, drama, speech, dictionaries (TEI chapters 6 to 9). -->
<xsl:stylesheet version="3.0" expand-text="yes" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:map="http://www.w3.org/2005/xpath-functions/map"
    xmlns:c="https://tei-edition.org/ns/xslt/common"
    xmlns:t="https://tei-edition.org/ns/xslt/typst"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0"
    exclude-result-prefixes="#all">

  <xsl:template match="lg">
    <xsl:text>&#10;&#10;#verse[</xsl:text>
    <xsl:apply-templates/>
    <xsl:text>]&#10;&#10;</xsl:text>
  </xsl:template>

  <xsl:template match="l">
    <xsl:apply-templates/>
    <xsl:text>#linebreak();</xsl:text>
  </xsl:template>

  <xsl:template match="note//l | head//l">
    <xsl:apply-templates/>
    <xsl:if test="following-sibling::l">#" / ";</xsl:if>
  </xsl:template>

  <xsl:template match="sp | u | post">
    <xsl:text>&#10;&#10;</xsl:text>
    <xsl:for-each select="c:speaker(.)">#speaker[#{t:string(.)};];#" ";</xsl:for-each>
    <xsl:apply-templates/>
    <xsl:text>&#10;&#10;</xsl:text>
  </xsl:template>

  <!-- The name of a speaker runs in with the first of what he says. -->
  <xsl:template match="speaker">
    <xsl:text>&#10;&#10;</xsl:text>
    <xsl:call-template name="t:call"><xsl:with-param name="function" select="'speaker'"/></xsl:call-template>
    <xsl:text>#" ";</xsl:text>
  </xsl:template>

  <xsl:template match="sp/p[preceding-sibling::*[1][self::speaker]]">
    <xsl:apply-templates/>
    <xsl:text>&#10;&#10;</xsl:text>
  </xsl:template>

  <xsl:template match="stage | view | camera | caption | sound | tech | incident | kinesic | vocal">
    <xsl:call-template name="t:call"><xsl:with-param name="function" select="'stage'"/></xsl:call-template>
  </xsl:template>

  <xsl:template match="(div | body | sp | castList)/stage">
    <xsl:text>&#10;&#10;</xsl:text>
    <xsl:call-template name="t:call"><xsl:with-param name="function" select="'stage'"/></xsl:call-template>
    <xsl:text>&#10;&#10;</xsl:text>
  </xsl:template>

  <xsl:template match="rt">#" (";<xsl:apply-templates/>#")";</xsl:template>

</xsl:stylesheet>
