<?xml version="1.0" encoding="UTF-8"?>
<!-- An element without a rule of its own keeps its text and is told in the class name; the program asks
     which they were. -->
<xsl:stylesheet version="3.0" expand-text="yes" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:h="https://tei-edition.org/ns/xslt/html"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0"
    exclude-result-prefixes="#all">

  <xsl:template match="*" priority="-2">
    <xsl:variable name="class" as="xs:string" select="'tei-' || replace(local-name(), '[^\w-]', '')"/>
    <xsl:choose>
      <xsl:when test="ancestor::p or ancestor::ab or ancestor::head or ancestor::item or ancestor::cell or ancestor::note or ancestor::l
          or ancestor::speaker or ancestor::label or ancestor::bibl or ancestor::signed or ancestor::salute or ancestor::dateline or ancestor::byline
          or ancestor::line or ../text()[normalize-space()]">
        <span class="{$class}" data-unhandled="{name()}"><xsl:call-template name="h:language"/><xsl:apply-templates/></span>
      </xsl:when>
      <xsl:otherwise>
        <div class="{$class}" data-unhandled="{name()}"><xsl:call-template name="h:language"/><xsl:apply-templates/></div>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

</xsl:stylesheet>
