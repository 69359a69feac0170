<?xml version="1.0" encoding="UTF-8"?>
<!-- Text into Typst. Text never stands in Typst's markup, where dozens of characters mean something:
     it goes in as a string, where only two do. This function is the one way in. -->
<xsl:stylesheet version="3.0" expand-text="yes" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:c="https://tei-edition.org/ns/xslt/common"
    xmlns:t="https://tei-edition.org/ns/xslt/typst"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0"
    exclude-result-prefixes="xs c t">

  <!-- The string literal, quotes included. -->
  <xsl:function name="t:string" as="xs:string">
    <xsl:param name="text" as="xs:string?"/>
    <xsl:sequence select="'&quot;' || replace(replace(replace(string($text), '\\', '\\\\'), '&quot;', '\\&quot;'), '[\r\n\t ]+', ' ') || '&quot;'"/>
  </xsl:function>

  <xsl:mode on-no-match="shallow-skip"/>

  <!-- The semicolon ends the expression: what follows can never be taken for its arguments. -->
  <xsl:template match="text()">#{t:string(.)};</xsl:template>

  <!-- An element without a rule keeps its text. -->
  <xsl:template match="*" priority="-2">
    <xsl:apply-templates/>
  </xsl:template>

</xsl:stylesheet>
