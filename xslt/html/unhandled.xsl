<?xml version="1.0" encoding="UTF-8"?>
<!-- An element without a rule of its own keeps its text and is told in the class name. -->
<xsl:stylesheet version="3.0" expand-text="yes" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:c="https://tei-edition.org/ns/xslt/common"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0"
    exclude-result-prefixes="xs c">

  <xsl:mode on-no-match="shallow-skip"/>

  <xsl:template match="text()">
    <xsl:value-of select="."/>
  </xsl:template>

  <xsl:template match="*" priority="-2">
    <xsl:choose>
      <xsl:when test="ancestor::p or ancestor::head or ancestor::item or ancestor::cell or ancestor::note">
        <span class="tei-{local-name()}"><xsl:apply-templates/></span>
      </xsl:when>
      <xsl:otherwise>
        <div class="tei-{local-name()}"><xsl:apply-templates/></div>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

</xsl:stylesheet>
