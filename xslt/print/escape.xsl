<?xml version="1.0" encoding="UTF-8"?>
<!-- Text into Typst. Text never stands in Typst's markup, where dozens of characters mean something:
     it goes in as a string, where only two do. This function is the one way in. -->
<xsl:stylesheet version="3.0" expand-text="yes" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:map="http://www.w3.org/2005/xpath-functions/map"
    xmlns:c="https://tei-edition.org/ns/xslt/common"
    xmlns:t="https://tei-edition.org/ns/xslt/typst"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0"
    exclude-result-prefixes="#all">

  <!-- The string literal, quotes included. -->
  <xsl:function name="t:string" as="xs:string">
    <xsl:param name="text" as="xs:string?"/>
    <!-- Most text has nothing to escape, and looking is much quicker than replacing. -->
    <xsl:variable name="words" as="xs:string" select="
        if (contains($text, '&#10;') or contains($text, '  ') or contains($text, '&#9;') or contains($text, '&#13;'))
        then replace($text, '[\r\n\t ]+', ' ') else string($text)"/>
    <xsl:sequence select="'&quot;' || (
        if (contains($words, '\') or contains($words, '&quot;')) then replace(replace($words, '\\', '\\\\'), '&quot;', '\\&quot;') else $words) || '&quot;'"/>
  </xsl:function>

  <!-- An array of strings. -->
  <xsl:function name="t:strings" as="xs:string">
    <xsl:param name="texts" as="xs:string*"/>
    <xsl:sequence select="'(' || string-join($texts ! (t:string(.) || ', ')) || ')'"/>
  </xsl:function>

  <xsl:mode on-no-match="shallow-skip"/>

  <!-- The semicolon ends the expression: what follows can never be taken for its arguments. -->
  <xsl:template match="text()">#{t:string(.)};</xsl:template>

  <!-- Addresses, signatures and numbers that are wider than a line may be broken, without a hyphen of ours in them.
       Saxon takes ten times as long for the expression as for all else, so only long words come to it. -->
  <xsl:template match="text()[string-length() ge 40][some $word in tokenize(.) satisfies string-length($word) ge 40][matches(., '[!-~&#xC0;-&#x24F;]{40}')]">
    <xsl:analyze-string select="." regex="[!-~&#xC0;-&#x24F;]{{40,}}">
      <xsl:matching-substring>#text(hyphenate: false, {t:string(replace(., '(.{8})', '$1&#x200B;'))});</xsl:matching-substring>
      <xsl:non-matching-substring>#{t:string(.)};</xsl:non-matching-substring>
    </xsl:analyze-string>
  </xsl:template>

  <!-- Typst knows languages by their first subtag. -->
  <xsl:function name="t:language" as="xs:string">
    <xsl:param name="tag" as="xs:string?"/>
    <xsl:variable name="first" as="xs:string" select="lower-case(tokenize($tag || '-', '-')[1])"/>
    <xsl:sequence select="if (matches($first, '^[a-z]{2,3}$') and $first ne 'und') then $first else 'en'"/>
  </xsl:function>

  <!-- The content of an element, as a call of a function of edition.typ: #name(arguments)[content]; -->
  <xsl:template name="t:call">
    <xsl:param name="function" as="xs:string"/>
    <xsl:param name="arguments" as="xs:string" select="''"/>
    <xsl:text>#{$function}{$arguments}[</xsl:text>
    <xsl:apply-templates/>
    <xsl:text>];</xsl:text>
  </xsl:template>

</xsl:stylesheet>
