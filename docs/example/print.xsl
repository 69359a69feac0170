<?xml version="1.0" encoding="UTF-8"?>
<!-- A project's own rules for print: they come before those that are imported. -->
<xsl:stylesheet version="3.0" expand-text="yes" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:t="https://tei-edition.org/ns/xslt/typst"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0" exclude-result-prefixes="#all">

  <xsl:import href="tei-edition:print/print.xsl"/>

  <!-- Stamps are named; text goes into Typst by t:string and apply-templates only, never as markup. -->
  <xsl:template match="stamp[node()]" priority="2">
    <xsl:text>#emph[#{t:string('Stamp: ')};</xsl:text>
    <xsl:apply-templates/>
    <xsl:text>];</xsl:text>
  </xsl:template>

</xsl:stylesheet>
