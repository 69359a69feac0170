<?xml version="1.0" encoding="UTF-8"?>
<!-- Pointers within the document, the ids that they arrive at, and notes that stand apart from their words. -->
<xsl:stylesheet version="3.0" expand-text="yes" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:map="http://www.w3.org/2005/xpath-functions/map"
    xmlns:c="https://tei-edition.org/ns/xslt/common"
    xmlns:h="https://tei-edition.org/ns/xslt/html"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0"
    exclude-result-prefixes="#all">

  <!-- A note that belongs to a place elsewhere has its sign there: behind the words, or at the end of their block. -->
  <xsl:template match="note[map:contains($c:placed, generate-id(.))]" priority="6"/>

  <xsl:template name="h:signs">
    <xsl:variable name="place" as="element()" select="."/>
    <xsl:for-each select="$c:notes-at(generate-id(.))">
      <a class="sign" href="#n{h:note-number(.)}" role="doc-noteref" data-sign="{h:sign(.)}" aria-label="Note {h:sign(.)}">
        <xsl:if test="$place is $c:placed(generate-id(.))"><xsl:attribute name="id" select="'n' || h:note-number(.) || '-ref'"/></xsl:if>
      </a>
    </xsl:for-each>
  </xsl:template>

  <xsl:template match="*[@xml:id][map:contains($c:notes-at, generate-id(.))][not(self::ptr or c:is-block(.))]" priority="9">
    <xsl:next-match/>
    <xsl:call-template name="h:signs"/>
  </xsl:template>

  <xsl:template match="ptr[map:contains($c:notes-at, generate-id(.))]" priority="9">
    <xsl:call-template name="h:signs"/>
  </xsl:template>

  <!-- The last text of a block is followed by the signs of its notes; one that ends in an element, by that. -->
  <xsl:template match="node()[(self::* or self::text()[normalize-space()]) and parent::*[c:is-block(.)] and map:contains($c:notes-at, generate-id(..))][. is ../(* | text()[normalize-space()])[last()]]" priority="10">
    <xsl:next-match/>
    <xsl:for-each select=".."><xsl:call-template name="h:signs"/></xsl:for-each>
  </xsl:template>

  <!-- Pointers to elements of the document arrive where those have an address on the page. -->
  <xsl:template match="ref[starts-with(@target, '#')]" priority="2">
    <xsl:variable name="address" as="xs:string?" select="h:place(c:pointed(@target)[1])"/>
    <xsl:choose>
      <xsl:when test="$address">
        <xsl:call-template name="h:link">
          <xsl:with-param name="address" select="'#' || $address"/>
        </xsl:call-template>
      </xsl:when>
      <xsl:otherwise><span class="ref"><xsl:apply-templates/></span></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template match="ptr">
    <xsl:variable name="target" as="element()?" select="c:pointed(@target)[1]"/>
    <xsl:variable name="address" as="xs:string?" select="h:address(@target)[not(starts-with(., '#'))]"/>
    <xsl:choose>
      <xsl:when test="$address"><a href="{$address}">{$address}</a></xsl:when>
      <xsl:when test="$target/self::note and exists(h:note-number($target))">
        <a class="sign" href="#n{h:note-number($target)}" role="doc-noteref" data-sign="{h:sign($target)}" aria-label="Note {h:sign($target)}"></a>
      </xsl:when>
      <xsl:when test="h:place($target)">
        <a href="#{h:place($target)}">{(h:paragraph($target)[$target[self::p or self::ab]] ! ('¶' || .), c:shown($target), '↑')[1]}</a>
      </xsl:when>
    </xsl:choose>
  </xsl:template>

  <!-- The id on the page of an element of the text: a note's, a paragraph's, a division's, one for a pointer; else none. -->
  <xsl:function name="h:place" as="xs:string?">
    <xsl:param name="element" as="element()?"/>
    <xsl:sequence select="
        if (empty($element[ancestor::text or ancestor::standOff])) then ()
        else if ($element/self::note and exists(h:note-number($element))) then 'n' || h:note-number($element)
        else if (map:contains($h:paragraphs, generate-id($element))) then 'p' || h:paragraph($element)
        else if (h:is-target($element)) then 'to-' || $element/@xml:id
        else if (exists(h:paragraph($element))) then 'p' || h:paragraph($element)
        else $element/ancestor-or-self::*[matches(local-name(), '^div[1-7]?$')][head][1] ! h:division-id(.)"/>
  </xsl:function>

  <!-- Whether an element has its id from the pointer that arrives there: what is shown, and has no id of its own. -->
  <xsl:function name="h:is-target" as="xs:boolean">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="map:contains($c:targets, generate-id($element)) and exists($element[self::pb or self::table or self::figure or self::list
        or self::item or self::l or self::lg or self::person or self::place or self::org or self::event or self::bibl or self::biblStruct or self::anchor
        or self::milestone or self::entry or self::u or self::listPerson or self::listPlace or self::listBibl])
        and empty($element/(ancestor::note | ancestor::app | ancestor::head | ancestor::choice)) and not(map:contains($h:paragraphs, generate-id($element)))"/>
  </xsl:function>

  <xsl:template match="*[@xml:id][h:is-target(.)]" priority="8">
    <xsl:variable name="id" as="xs:string" select="'to-' || @xml:id"/>
    <xsl:variable name="made" as="node()*"><xsl:next-match/></xsl:variable>
    <xsl:variable name="first" as="element()?" select="$made[self::*][1][not(@id)]"/>
    <xsl:if test="empty($first)"><span id="{$id}"></span></xsl:if>
    <xsl:for-each select="$made">
      <xsl:choose>
        <xsl:when test="$first is .">
          <xsl:copy><xsl:copy-of select="@*"/><xsl:attribute name="id" select="$id"/><xsl:copy-of select="node()"/></xsl:copy>
        </xsl:when>
        <xsl:otherwise><xsl:copy-of select="."/></xsl:otherwise>
      </xsl:choose>
    </xsl:for-each>
  </xsl:template>

  <!-- What was written about the text, apart from it; its notes stand with the others where they say of which words they speak. -->
  <xsl:template match="standOff">
    <xsl:if test=".//text()[normalize-space()][not(ancestor::note[map:contains($c:placed, generate-id(.))] or ancestor::*[h:is-bare(.)])]">
      <section class="stand-off"><xsl:call-template name="h:language"/><xsl:apply-templates/></section>
    </xsl:if>
  </xsl:template>

  <xsl:template match="(standOff | listAnnotation | annotation | spanGrp | linkGrp | listRelation | interpGrp | noteGrp[parent::standOff])/*[not(self::list or self::p or self::ab or self::table or starts-with(local-name(), 'list') or self::note[map:contains($c:placed, generate-id(.))])]" priority="-0.8">
    <div class="{local-name()}"><xsl:call-template name="h:language"/><xsl:apply-templates/></div>
  </xsl:template>

  <xsl:template match="listAnnotation | annotation | spanGrp | linkGrp | listRelation | interpGrp" priority="-0.9">
    <xsl:element name="{if (h:is-among-words(.)) then 'span' else 'div'}">
      <xsl:attribute name="class" select="local-name()"/>
      <xsl:call-template name="h:language"/>
      <xsl:apply-templates/>
    </xsl:element>
  </xsl:template>

  <xsl:template match="noteGrp">
    <xsl:apply-templates/>
  </xsl:template>

  <xsl:template match="standOff/note | noteGrp/note | listAnnotation/note | annotation/note" priority="2">
    <div class="note"><xsl:call-template name="h:language"/><xsl:apply-templates/></div>
  </xsl:template>

  <!-- Names in lists are no one word. -->
  <xsl:template match="(forename | surname | roleName | addName | genName | nameLink | persName | placeName | orgName | name | date | location | geo
      | settlement | region | country | district | bloc | note | idno | birth | death | occupation | sex | desc | resp | bibl | ref | quote)[c:is-fused(.)]" priority="7">
    <xsl:if test="not($c:phrases(local-name(preceding-sibling::node()[1])) = 'part')"><xsl:text> </xsl:text></xsl:if>
    <xsl:next-match/>
  </xsl:template>

</xsl:stylesheet>
