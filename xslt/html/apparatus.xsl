<?xml version="1.0" encoding="UTF-8"?>
<!-- The apparatus: every editorial passage in words, who says so, and how it is encoded; and the legend
     of the marks that this text uses, no other. -->
<xsl:stylesheet version="3.0" expand-text="yes" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:c="https://tei-edition.org/ns/xslt/common"
    xmlns:h="https://tei-edition.org/ns/xslt/html"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0"
    exclude-result-prefixes="#all">

  <xsl:mode name="h:apparatus" on-no-match="fail"/>
  <xsl:mode name="h:entry" on-no-match="fail"/>

  <xsl:template match="/*" mode="h:apparatus" as="element()*">
    <xsl:if test="$h:marks">
      <section class="apparatus" id="apparatus" aria-labelledby="apparatus-title">
        <h2 id="apparatus-title">Editorial passages</h2>
        <xsl:call-template name="h:legend"/>
        <ol>
          <xsl:apply-templates select="$h:marks" mode="h:entry"/>
        </ol>
      </section>
    </xsl:if>
  </xsl:template>

  <xsl:template match="*" mode="h:entry" as="element()">
    <xsl:param name="shown" as="map(xs:string, xs:boolean)" tunnel="yes"/>
    <xsl:variable name="number" as="xs:integer" select="$h:mark-numbers(generate-id(.))"/>
    <xsl:variable name="lemma" as="xs:string" select="c:lemma(., 'diplomatic')"/>
    <li id="a{$number}">
      <!-- What stands in a reading that is told in other words has no place of its own. -->
      <xsl:if test="$shown('m' || $number)"><a href="#m{$number}" aria-label="Go to the passage">{(h:paragraph(.) ! ('¶' || .), '↑')[1]}</a></xsl:if>
      <xsl:text> </xsl:text>
      <xsl:if test="$lemma">
        <span class="lemma"><xsl:call-template name="h:language-of"><xsl:with-param name="language" select="c:language(.)"/></xsl:call-template>{$lemma}</span>
        <xsl:text> </xsl:text>
      </xsl:if>
      <span class="says">{c:says(.)}.</span>
      <xsl:for-each select="c:responsible(.)">
        <xsl:text> </xsl:text>
        <span class="by">So {.}.</span>
      </xsl:for-each>
      <xsl:text> </xsl:text>
      <code>{h:tag(.)}</code>
    </li>
  </xsl:template>

  <!-- The start tag of an element, as it is written in the TEI. -->
  <xsl:function name="h:tag" as="xs:string">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="'&lt;' || ($element/@c:piece, name($element))[1] || string-join($element/@*[not(namespace-uri() = 'https://tei-edition.org/ns/xslt/common')] ! (' ' || name() || '=&quot;' || . || '&quot;')) || '&gt;'"/>
  </xsl:function>

  <xsl:template name="h:legend">
    <xsl:variable name="hands" as="element()*" select="//handNote[@xml:id][some $m in $h:marks satisfies tokenize($m/@hand) = '#' || @xml:id]"/>
    <ul class="legend" aria-label="Marks">
      <xsl:if test="$h:marks/self::add"><li><ins class="add">word</ins> inserted<xsl:if test="$h:marks/self::add[@place = 'above']">; above the line if it is written there</xsl:if></li></xsl:if>
      <xsl:if test="$h:marks/self::del[empty(c:leiden(.))]"><li><del>word</del> deleted</li></xsl:if>
      <xsl:if test="$h:marks[c:leiden(.) = 'is-erased']"><li><del class="is-erased">word</del> erased</li></xsl:if>
      <xsl:if test="$h:marks[c:leiden(.) = 'is-omitted']"><li><span class="supplied is-omitted">word</span> omitted by the writer</li></xsl:if>
      <xsl:if test="$h:marks/(self::surplus | self::secl)"><li><span class="surplus">word</span> superfluous, according to the editors</li></xsl:if>
      <xsl:if test="$h:marks/self::gap"><li><span class="gap"><svg aria-hidden="true" width="3em" height="0.9em"></svg></span> missing; the width shows how much</li></xsl:if>
      <xsl:if test="$h:marks/self::space"><li><span class="space"><svg aria-hidden="true" width="3em" height="0.9em"></svg></span> left blank</li></xsl:if>
      <xsl:if test="$h:marks/self::supplied[empty(c:leiden(.))]"><li><span class="supplied">word</span> supplied by the editors</li></xsl:if>
      <xsl:if test="$h:marks/self::unclear"><li><span class="unclear">word</span> uncertain reading</li></xsl:if>
      <xsl:if test="$h:marks/(self::sic | self::orig)"><li><span class="sic">word</span> so in the original</li></xsl:if>
      <xsl:if test="$h:marks/(self::ex | self::expan)"><li>w<span class="ex">or</span>d expanded from an abbreviation</li></xsl:if>
      <xsl:if test="$h:marks/self::stamp"><li><span class="stamp">word</span> a stamp</li></xsl:if>
      <xsl:for-each select="$hands">
        <li><span class="hand-{c:letter(.)}">
          <ins class="add" data-hand="{c:letter(.)}">word</ins></span>{' '}{h:words(.)}</li>
      </xsl:for-each>
    </ul>
  </xsl:template>

</xsl:stylesheet>
