<?xml version="1.0" encoding="UTF-8"?>
<!-- The project's own rules, which take precedence over the imported ones. -->
<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:h="https://tei-edition.org/ns/xslt/html"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0" exclude-result-prefixes="#all">

  <xsl:import href="tei-edition:html/html.xsl"/>

  <!-- Names of people are in small capitals. -->
  <xsl:template match="text//persName">
    <span class="persName sc"><xsl:apply-templates/></span>
  </xsl:template>

  <!-- Every paragraph begins with a pilcrow, in addition to its usual layout. -->
  <xsl:template match="body//p" priority="5">
    <xsl:variable name="usual" as="node()*"><xsl:next-match/></xsl:variable>
    <xsl:for-each select="$usual/self::*">
      <xsl:copy>
        <xsl:copy-of select="@*"/>
        <span class="pilcrow" aria-hidden="true">¶ </span>
        <xsl:copy-of select="node()"/>
      </xsl:copy>
    </xsl:for-each>
  </xsl:template>

</xsl:stylesheet>
