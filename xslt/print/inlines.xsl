<?xml version="1.0" encoding="UTF-8"?>
<!-- Editorial passages, notes and highlighted words. -->
<xsl:stylesheet version="3.0" expand-text="yes" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:c="https://tei-edition.org/ns/xslt/common"
    xmlns:t="https://tei-edition.org/ns/xslt/typst"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0"
    exclude-result-prefixes="xs c t">

  <xsl:template name="call">
    <xsl:param name="function" as="xs:string"/>
    <xsl:text>#{$function}[</xsl:text>
    <xsl:apply-templates/>
    <xsl:text>];</xsl:text>
  </xsl:template>

  <xsl:template match="add | del | supplied | unclear | corr | ex | stamp">
    <xsl:call-template name="call">
      <xsl:with-param name="function" select="(map { 'add': 'added', 'del': 'deleted', 'ex': 'supplied', 'corr': 'supplied' }(local-name()), local-name())[1]"/>
    </xsl:call-template>
  </xsl:template>

  <!-- PDF/UA knows one line of decoration at a time: inside another mark the mark is said in words. -->
  <xsl:template match="(add | del | unclear | hi[@rend = 'underlined'])[ancestor::add | ancestor::del | ancestor::unclear | ancestor::hi[@rend = 'underlined']]" priority="1">
    <xsl:text>#gap({t:string(map { 'add': 'added', 'del': 'deleted', 'unclear': 'unclear', 'hi': 'underlined' }(local-name()) || ':')});#" ";</xsl:text>
    <xsl:apply-templates/>
  </xsl:template>

  <xsl:template match="gap">#gap({t:string(c:missing(.))});</xsl:template>

  <xsl:template match="stamp[not(node())]">#gap({t:string((@type, 'stamp')[1])});</xsl:template>

  <xsl:template match="hi">
    <xsl:variable name="functions" as="map(xs:string, xs:string)" select="map {
        'italic': 'emph', 'bold': 'strong', 'heading': 'strong', 'underlined': 'underline', 'superscript': 'super', 'subscript': 'sub' }"/>
    <xsl:call-template name="call">
      <xsl:with-param name="function" select="($functions(string(@rend)), 'emph')[1]"/>
    </xsl:call-template>
  </xsl:template>

  <xsl:template match="foreign">
    <xsl:text>#text(lang: {t:string(t:language(@xml:lang))})[#emph[</xsl:text>
    <xsl:apply-templates/>
    <xsl:text>]];</xsl:text>
  </xsl:template>

  <!-- A note that follows a mark on the page hangs on it; any other between paragraphs stands alone. -->
  <xsl:mode name="hanging-note" on-no-match="fail"/>

  <xsl:template match="opener | ab" mode="hanging-note">
    <xsl:for-each select="following-sibling::*[1][self::note]">
      <xsl:call-template name="note"/>
    </xsl:for-each>
  </xsl:template>

  <xsl:template match="div/note | quote/note" priority="1">
    <xsl:text>#opener[#emph[#"Note";]</xsl:text>
    <xsl:call-template name="note"/>
    <xsl:text>]&#10;&#10;</xsl:text>
  </xsl:template>

  <xsl:template match="div/note[preceding-sibling::*[1][self::opener or self::ab]]" priority="2"/>

  <xsl:template match="note" name="note">
    <xsl:text>#note({t:string(c:note-sign(.))})[</xsl:text>
    <xsl:for-each select="c:note-label(.)">#emph[#{t:string(.)};]#": ";</xsl:for-each>
    <xsl:apply-templates/>
    <xsl:text>];</xsl:text>
  </xsl:template>

  <!-- A note in a note follows it in brackets: footnotes have no footnotes. -->
  <xsl:template match="note//note" priority="3">
    <xsl:text>#" [";</xsl:text>
    <xsl:apply-templates/>
    <xsl:text>#"]";</xsl:text>
  </xsl:template>

  <xsl:template match="ref[matches(@target, '^https?://')]">
    <xsl:text>#link({t:string(@target)})[</xsl:text>
    <xsl:apply-templates/>
    <xsl:text>];</xsl:text>
  </xsl:template>

  <xsl:template match="lb">#linebreak();</xsl:template>

  <xsl:template match="pb[@ed = 'rendition']"/>

  <xsl:template match="pb">#gap({t:string('page ' || @n)});</xsl:template>

</xsl:stylesheet>
