<?xml version="1.0" encoding="UTF-8"?>
<!-- What an ODD says in sentences: its own text, and the descriptions of its parts. -->
<xsl:stylesheet version="3.0" expand-text="yes" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:o="https://tei-edition.org/ns/xslt/odd"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0"
    exclude-result-prefixes="#all">

  <!-- What has no rule is shown by its words. -->
  <xsl:mode name="prose" on-no-match="text-only-copy"/>

  <xsl:template match="div" mode="prose" as="element()">
    <section class="prose"><xsl:apply-templates mode="prose"/></section>
  </xsl:template>

  <xsl:template match="head" mode="prose" as="element()">
    <h2><xsl:apply-templates mode="prose"/></h2>
  </xsl:template>

  <xsl:template match="p" mode="prose" as="element()">
    <p><xsl:apply-templates mode="prose"/></p>
  </xsl:template>

  <xsl:template match="list" mode="prose" as="element()">
    <ul><xsl:apply-templates select="item" mode="prose"/></ul>
  </xsl:template>

  <xsl:template match="item" mode="prose" as="element()">
    <li><xsl:apply-templates mode="prose"/></li>
  </xsl:template>

  <xsl:template match="gi" mode="prose" as="element()">
    <xsl:sequence select="o:reference(., key('element', .))"/>
  </xsl:template>

  <xsl:template match="att" mode="prose" as="element()">
    <code>@{.}</code>
  </xsl:template>

  <xsl:template match="val" mode="prose" as="element()">
    <code>"{.}"</code>
  </xsl:template>

  <xsl:template match="code | ident | tag" mode="prose" as="element()">
    <code>{.}</code>
  </xsl:template>

  <!-- An address becomes a link only where it is one of the web. -->
  <xsl:template match="ref[matches(@target, '^https?://')]" mode="prose" as="element()">
    <a href="{@target}"><xsl:apply-templates mode="prose"/></a>
  </xsl:template>

</xsl:stylesheet>
