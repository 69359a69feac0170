<?xml version="1.0" encoding="UTF-8"?>
<!-- An element without a rule of its own keeps its text; a comment in the markup tells which it was, and
     the program asks. -->
<xsl:stylesheet version="3.0" expand-text="yes" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:map="http://www.w3.org/2005/xpath-functions/map"
    xmlns:c="https://tei-edition.org/ns/xslt/common"
    xmlns:t="https://tei-edition.org/ns/xslt/typst"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0"
    exclude-result-prefixes="#all">

  <xsl:template match="*" priority="-2">
    <xsl:text>/*unhandled {replace(name(), '[^\w.:-]', '')}*/</xsl:text>
    <xsl:apply-templates/>
  </xsl:template>

</xsl:stylesheet>
