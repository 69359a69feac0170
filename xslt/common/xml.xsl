<?xml version="1.0" encoding="UTF-8"?>
<!-- XML shown as XML: indented where white space means nothing, its parts marked for colour: tags are b,
     attributes i, comments em, inside an element of class xml. -->
<xsl:stylesheet version="3.0" expand-text="yes" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:c="https://tei-edition.org/ns/xslt/common"
    exclude-result-prefixes="xs c">

  <xsl:mode name="c:xml" on-no-match="fail"/>

  <!-- What stands before the tag of an element: a link to its place elsewhere, where somebody adds one. -->
  <xsl:mode name="c:link" on-no-match="deep-skip"/>

  <!-- An element among words stands in their line; one among elements has a line of its own. -->
  <xsl:template match="*" mode="c:xml" as="node()*">
    <xsl:param name="indent" as="xs:string" select="''"/>
    <xsl:variable name="is-mixed" as="xs:boolean" select="exists(text()[normalize-space()])"/>
    <xsl:variable name="inner" as="xs:string" select="$indent || '  '"/>
    <xsl:apply-templates select="." mode="c:link"/>
    <b>&lt;{name()}</b>
    <!-- Namespaces are told where the document begins. -->
    <xsl:if test="parent::document-node()">
      <xsl:for-each select="namespace-uri()[.]">
        <xsl:text> </xsl:text>
        <i>xmlns="{.}"</i>
      </xsl:for-each>
    </xsl:if>
    <xsl:apply-templates select="@*" mode="c:xml"/>
    <xsl:choose>
      <xsl:when test="empty(node())">
        <b>/&gt;</b>
      </xsl:when>
      <xsl:otherwise>
        <b>&gt;</b>
        <xsl:for-each select="node()[$is-mixed or not(self::text())]">
          <xsl:if test="not($is-mixed)">
            <xsl:text>&#10;{$inner}</xsl:text>
          </xsl:if>
          <xsl:apply-templates select="." mode="c:xml">
            <xsl:with-param name="indent" select="$inner"/>
          </xsl:apply-templates>
        </xsl:for-each>
        <xsl:if test="not($is-mixed)">
          <xsl:text>&#10;{$indent}</xsl:text>
        </xsl:if>
        <b>&lt;/{name()}&gt;</b>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- What was put around the words of a span is no part of the document: see spans.xsl. -->
  <xsl:template match="*[@c:piece != 'point']" mode="c:xml" as="node()*" priority="1">
    <xsl:param name="indent" as="xs:string" select="''"/>
    <xsl:apply-templates mode="c:xml"><xsl:with-param name="indent" select="$indent"/></xsl:apply-templates>
  </xsl:template>

  <xsl:template match="@c:*" mode="c:xml" priority="1"/>

  <xsl:template match="@*" mode="c:xml" as="node()+">
    <xsl:text> </xsl:text>
    <!-- As it is written, where that stands for something longer: see publish/prefixes.py. -->
    <i>{name()}="{(../@c:*[local-name() = 'written-' || name(current())], .)[1]}"</i>
  </xsl:template>

  <xsl:template match="text()" mode="c:xml" as="text()">
    <xsl:text>{c:single-spaced(.)}</xsl:text>
  </xsl:template>

  <!-- A text with one space wherever it has white space: as replace(., '\s+', ' '), which takes Saxon ten times as long. -->
  <xsl:function name="c:single-spaced" as="xs:string">
    <xsl:param name="text" as="xs:string"/>
    <xsl:variable name="words" as="xs:string" select="normalize-space($text)"/>
    <xsl:sequence select="
        if (not($words)) then (if ($text) then ' ' else '')
        else string-join((' '[not(normalize-space(substring($text, 1, 1)))], $words, ' '[not(normalize-space(substring($text, string-length($text))))]))"/>
  </xsl:function>

  <xsl:template match="comment()" mode="c:xml" as="element()">
    <em>&lt;!--{.}--&gt;</em>
  </xsl:template>

  <xsl:template match="processing-instruction()" mode="c:xml" as="element()">
    <em>&lt;?{name()} {.}?&gt;</em>
  </xsl:template>

</xsl:stylesheet>
