<?xml version="1.0" encoding="UTF-8"?>
<!-- The project's own rules for print, which take precedence over the imported ones. -->
<xsl:stylesheet version="3.0" expand-text="yes" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:t="https://tei-edition.org/ns/xslt/typst"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0" exclude-result-prefixes="#all">

  <xsl:import href="tei-edition:print/print.xsl"/>

  <!-- Stamps are labelled. Pass text to Typst only with t:string and apply-templates, never as markup. -->
  <xsl:template match="stamp[node()]" priority="2">
    <xsl:text>#emph[#{t:string('Stamp: ')};</xsl:text>
    <xsl:apply-templates/>
    <xsl:text>];</xsl:text>
  </xsl:template>

</xsl:stylesheet>
