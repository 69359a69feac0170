<?xml version="1.0" encoding="UTF-8"?>
<!-- XML shown as XML: indented where white space means nothing, its parts marked for colour. -->
<xsl:stylesheet version="3.0" expand-text="yes" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:x="https://tei-edition.org/ns/xslt/xml"
    exclude-result-prefixes="xs x">

  <xsl:mode name="x:xml" on-no-match="fail"/>

  <!-- An element among words stands in their line; one among elements has a line of its own. -->
  <xsl:template match="*" mode="x:xml" as="node()*">
    <xsl:param name="indent" as="xs:string" select="''"/>
    <xsl:variable name="is-mixed" as="xs:boolean" select="exists(text()[normalize-space()])"/>
    <xsl:variable name="inner" as="xs:string" select="$indent || '  '"/>
    <span class="x-tag">&lt;{name()}</span>
    <xsl:apply-templates select="@*" mode="x:xml"/>
    <xsl:choose>
      <xsl:when test="empty(node())">
        <span class="x-tag">/&gt;</span>
      </xsl:when>
      <xsl:otherwise>
        <span class="x-tag">&gt;</span>
        <xsl:for-each select="node()[$is-mixed or not(self::text())]">
          <xsl:if test="not($is-mixed)">
            <xsl:text>&#10;{$inner}</xsl:text>
          </xsl:if>
          <xsl:apply-templates select="." mode="x:xml">
            <xsl:with-param name="indent" select="$inner"/>
          </xsl:apply-templates>
        </xsl:for-each>
        <xsl:if test="not($is-mixed)">
          <xsl:text>&#10;{$indent}</xsl:text>
        </xsl:if>
        <span class="x-tag">&lt;/{name()}&gt;</span>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template match="@*" mode="x:xml" as="node()+">
    <xsl:text> </xsl:text>
    <span class="x-name">{name()}</span>
    <xsl:text>="</xsl:text>
    <span class="x-value">{.}</span>
    <xsl:text>"</xsl:text>
  </xsl:template>

  <xsl:template match="text()" mode="x:xml" as="text()">
    <xsl:text>{replace(., '\s+', ' ')}</xsl:text>
  </xsl:template>

  <xsl:template match="comment()" mode="x:xml" as="element()">
    <span class="x-comment">&lt;!--{.}--&gt;</span>
  </xsl:template>

  <xsl:template match="processing-instruction()" mode="x:xml" as="element()">
    <span class="x-comment">&lt;?{name()} {.}?&gt;</span>
  </xsl:template>

</xsl:stylesheet>
