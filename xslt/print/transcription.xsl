<?xml version="1.0" encoding="UTF-8"?>
<!-- What was added, deleted, left out, supplied or doubted (TEI chapter 12): its marks in the text. A passage
     that the apparatus records stands between two labels, by which its lines are found. -->
<xsl:stylesheet version="3.0" expand-text="yes" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:map="http://www.w3.org/2005/xpath-functions/map"
    xmlns:c="https://tei-edition.org/ns/xslt/common"
    xmlns:t="https://tei-edition.org/ns/xslt/typst"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0"
    exclude-result-prefixes="#all">

  <xsl:template match="(add | del | gap | space | supplied | unclear | subst | choice | sic | corr | surplus | secl | damage | app | hi | stamp)
      [map:contains($t:entries, generate-id(.))]" priority="5">
    <xsl:text>#passage({t:string(t:entry-id(.))}, (</xsl:text>
    <xsl:apply-templates select="." mode="t:entry"/>
    <xsl:sequence select="c:verses(.) ! (', verse: ' || t:string(.))"/>
    <xsl:text>)</xsl:text>
    <xsl:if test="self::app[empty(c:base-reading(.))]">, held: false</xsl:if>
    <xsl:if test="ancestor::head[t:is-heading(.)]">, in-heading: true</xsl:if>
    <xsl:value-of select="t:company(t:entry-name(.))" separator=""/>
    <xsl:text>)[</xsl:text>
    <xsl:next-match/>
    <xsl:text>];</xsl:text>
    <!-- Typst drops what takes no room at the end of a paragraph, and its footnote with it. -->
    <xsl:if test="t:is-silent(.) and t:is-last(., t:block(.))">#box(width: 0pt);</xsl:if>
  </xsl:template>

  <!-- Whether nothing of a passage is printed where it stands. -->
  <xsl:function name="t:is-silent" as="xs:boolean">
    <xsl:param name="mark" as="element()"/>
    <xsl:sequence select="
        empty($mark/descendant-or-self::*[self::gap or self::space or self::stamp or self::graphic or self::pb][c:is-read(., $t:reading)])
        and empty($mark//text()[normalize-space()][not(ancestor::note)][c:is-read(., $t:reading)])"/>
  </xsl:function>

  <!-- Whether no words are printed in a block behind a node. -->
  <xsl:function name="t:is-last" as="xs:boolean">
    <xsl:param name="node" as="node()"/>
    <xsl:param name="block" as="element()?"/>
    <xsl:variable name="text" as="text()?" select="$node/following::text()[1][ancestor::* intersect $block]"/>
    <xsl:choose>
      <xsl:when test="empty($text)"><xsl:sequence select="true()"/></xsl:when>
      <xsl:when test="$text[normalize-space()][not(ancestor::note)][c:is-read(., $t:reading)]"><xsl:sequence select="false()"/></xsl:when>
      <xsl:otherwise><xsl:sequence select="t:is-last($text, $block)"/></xsl:otherwise>
    </xsl:choose>
  </xsl:function>

  <!-- The block of words that a node stands in. -->
  <xsl:function name="t:block" as="element()?">
    <xsl:param name="node" as="node()"/>
    <xsl:sequence select="$node/ancestor::*[self::p or self::ab or self::l or self::head or self::item or self::cell][1]"/>
  </xsl:function>

  <xsl:template match="add">
    <xsl:variable name="above" as="xs:boolean" select="tokenize(@place) = ('above', 'supralinear', 'interlinear')"/>
    <xsl:choose>
      <xsl:when test="not($t:is-diplomatic)"><xsl:apply-templates/></xsl:when>
      <!-- PDF/UA knows one line of decoration at a time. -->
      <xsl:when test="ancestor::*[self::add or self::del or self::unclear or self::hi]"><xsl:apply-templates/></xsl:when>
      <xsl:otherwise>
        <xsl:text>#{if ($above) then 'inserted-above' else 'added'}({t:string(c:hand-letter(.))})[</xsl:text>
        <xsl:apply-templates/>
        <xsl:text>];</xsl:text>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- What a text leaves out is told by its apparatus; where that does not record it, it is told in words. -->
  <xsl:template match="del | surplus | secl">
    <xsl:choose>
      <xsl:when test="not(c:is-hidden(., $t:reading))">
        <xsl:choose>
          <xsl:when test="not(self::del) or c:leiden(.)">
            <xsl:call-template name="t:call"><xsl:with-param name="function" select="if (self::del) then 'erased' else 'unwanted'"/></xsl:call-template>
          </xsl:when>
          <xsl:when test="not(ancestor::*[self::add or self::del or self::unclear or self::hi])">
            <xsl:call-template name="t:call"><xsl:with-param name="function" select="'deleted'"/></xsl:call-template>
          </xsl:when>
          <xsl:otherwise><xsl:call-template name="t:told"/></xsl:otherwise>
        </xsl:choose>
      </xsl:when>
      <xsl:when test="not((., ..[self::subst], ancestor::*[c:is-hidden(., $t:reading)]) ! map:contains($t:entries, generate-id(.)) = true())">
        <xsl:call-template name="t:told"/>
      </xsl:when>
    </xsl:choose>
  </xsl:template>

  <xsl:template name="t:told">
    <xsl:text>#remark("{if (self::del) then 'deleted' else 'not wanted'}:");#" ";</xsl:text>
    <xsl:apply-templates/>
  </xsl:template>

  <xsl:template match="subst">
    <xsl:apply-templates/>
  </xsl:template>

  <!-- Of two readings one is printed: what the editors read, or what the document has. -->
  <xsl:template match="choice">
    <xsl:variable name="chosen" as="element()*" select="c:chosen(., $t:reading)"/>
    <xsl:apply-templates select="if (count($chosen) eq count(*)) then node() else $chosen"/>
  </xsl:template>

  <xsl:template match="supplied | ex">
    <xsl:call-template name="t:call">
      <xsl:with-param name="function" select="if (self::ex or c:leiden(.) = 'is-understood') then 'expansion' else if (c:leiden(.)) then 'omitted' else 'supplied'"/>
    </xsl:call-template>
  </xsl:template>

  <xsl:template match="unclear">
    <xsl:choose>
      <xsl:when test="$t:is-diplomatic and not(ancestor::*[self::add or self::del or self::unclear or self::hi])">
        <xsl:call-template name="t:call"><xsl:with-param name="function" select="'unclear'"/></xsl:call-template>
      </xsl:when>
      <xsl:otherwise><xsl:apply-templates/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template match="sic | orig | corr | reg | expan | damage | hi[@hand]" priority="0">
    <xsl:apply-templates/>
  </xsl:template>

  <xsl:template match="stamp">
    <xsl:call-template name="t:call"><xsl:with-param name="function" select="'stamp'"/></xsl:call-template>
  </xsl:template>

  <!-- What is missing: a sign in a clean text, drawn as wide as it is said to be in a diplomatic one; in words
       where no apparatus tells them. -->
  <xsl:template match="gap | space | stamp[not(node())]" priority="1">
    <xsl:choose>
      <xsl:when test="@reason = 'signature' or self::stamp or ancestor::note or not(ancestor::text)">#remark({t:string(c:missing(.))});</xsl:when>
      <!-- Paper that was left blank. -->
      <xsl:when test="self::space">#h({min((t:width(.), 40)) * 0.5}em);</xsl:when>
      <xsl:when test="$t:is-diplomatic">#hatched({t:width(.)});</xsl:when>
      <xsl:otherwise>#ellipsis;</xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- Characters: a word takes six, a line seventy. -->
  <xsl:function name="t:width" as="xs:integer">
    <xsl:param name="gap" as="element()"/>
    <xsl:variable name="number" as="xs:double" select="number(($gap/@quantity, $gap/@atLeast, 1)[1])"/>
    <xsl:variable name="unit" as="xs:string" select="replace(string($gap/@unit), 's$', '')"/>
    <xsl:variable name="width" as="xs:integer" select="(map { 'char': 1, 'letter': 1, 'syllable': 2, 'word': 6, 'line': 70,
        'sentence': 140, 'paragraph': 350, 'page': 1000 }($unit), 6)[1]"/>
    <xsl:sequence select="xs:integer(min(($width * (if ($number gt 0) then min(($number, 1000)) else 1), 2000)))"/>
  </xsl:function>

  <!-- The apparatus of a critical edition: its lemma stands in the text. -->
  <xsl:template match="app">
    <xsl:variable name="shown" as="element()?" select="c:base-reading(.)"/>
    <xsl:choose>
      <xsl:when test="map:contains($t:entries, generate-id(.))">
        <xsl:apply-templates select="$shown, node() except ($shown, *[self::rdgGrp or c:is-hidden(., $t:reading)])"/>
      </xsl:when>
      <!-- Where no apparatus records it, the readings follow in brackets. -->
      <xsl:otherwise>
        <xsl:apply-templates select="$shown"/>
        <xsl:text>#" [";</xsl:text>
        <xsl:apply-templates select="node() except $shown"/>
        <xsl:text>#"]";</xsl:text>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template match="pb">
    <xsl:if test="not(c:is-hidden(., $t:reading))">#page-break({t:string(@n)});</xsl:if>
  </xsl:template>

  <xsl:template match="(addSpan | delSpan | damageSpan)[@*:piece]" priority="1"/>

  <xsl:template match="handShift | addSpan | delSpan | damageSpan | lacunaStart | lacunaEnd | witStart | witEnd">
    <xsl:text>#remark({t:string(c:turn(.))});</xsl:text>
    <xsl:apply-templates/>
  </xsl:template>

  <!-- A picture that is not there is what is said of it, as a remark. -->
  <xsl:template match="figure[count(*) = 1]/figDesc[not(*)]" priority="2">
    <xsl:text>#remark({t:string(normalize-space(.))});</xsl:text>
  </xsl:template>

</xsl:stylesheet>
