<?xml version="1.0" encoding="UTF-8"?>
<!-- What an ODD says in sentences: its own text, and the descriptions of its parts. -->
<xsl:stylesheet version="3.0" expand-text="yes" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:o="https://tei-edition.org/ns/xslt/odd"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0"
    exclude-result-prefixes="#all">

  <!-- What has no rule is shown by its words. -->
  <xsl:mode name="o:prose" on-no-match="text-only-copy"/>

  <xsl:template match="div" mode="o:prose" as="element()">
    <section class="prose"><xsl:apply-templates mode="o:prose"/></section>
  </xsl:template>

  <xsl:template match="head" mode="o:prose" as="element()">
    <h2><xsl:apply-templates mode="o:prose"/></h2>
  </xsl:template>

  <xsl:template match="p" mode="o:prose" as="element()">
    <p><xsl:apply-templates mode="o:prose"/></p>
  </xsl:template>

  <xsl:template match="list" mode="o:prose" as="element()">
    <ul><xsl:apply-templates select="item" mode="o:prose"/></ul>
  </xsl:template>

  <xsl:template match="item" mode="o:prose" as="element()">
    <li><xsl:apply-templates mode="o:prose"/></li>
  </xsl:template>

  <xsl:template match="gi" mode="o:prose" as="element()">
    <xsl:sequence select="o:reference(., key('o:element', .))"/>
  </xsl:template>

  <xsl:template match="att" mode="o:prose" as="element()">
    <code>@{.}</code>
  </xsl:template>

  <xsl:template match="val" mode="o:prose" as="element()">
    <code>"{.}"</code>
  </xsl:template>

  <xsl:template match="code | ident | tag" mode="o:prose" as="element()">
    <code>{.}</code>
  </xsl:template>

  <!-- An address becomes a link only where it is one of the web. -->
  <xsl:template match="ref[matches(@target, '^https?://')]" mode="o:prose" as="element()">
    <a href="{@target}"><xsl:apply-templates mode="o:prose"/></a>
  </xsl:template>

</xsl:stylesheet>
