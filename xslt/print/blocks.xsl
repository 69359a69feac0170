<?xml version="1.0" encoding="UTF-8"?>
<!-- Divisions, headings, paragraphs, lists, openers and closers (TEI chapters 3 and 4). -->
<xsl:stylesheet version="3.0" expand-text="yes" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:map="http://www.w3.org/2005/xpath-functions/map"
    xmlns:c="https://tei-edition.org/ns/xslt/common"
    xmlns:t="https://tei-edition.org/ns/xslt/typst"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0"
    exclude-result-prefixes="#all">

  <!-- Elements between which white space is layout. -->
  <xsl:template match="(text | front | body | back | group | div | div1 | div2 | div3 | div4 | div5 | div6 | div7 | quote[p | lg] | list | table
      | row | lg | sp | closer | opener | titlePage | docTitle | floatingText | castList | castGroup | app | choice | subst | facsimile
      | sourceDoc | surface | zone[line] | listBibl | figure | entry | address)/text()[not(normalize-space())]" priority="1"/>

  <xsl:template match="text | front | body | back | group | div | div1 | div2 | div3 | div4 | div5 | div6 | div7 | argument | epigraph | titlePage
      | postscript | floatingText | facsimile | sourceDoc | surface | surfaceGrp | zone">
    <xsl:text>&#10;&#10;</xsl:text>
    <xsl:apply-templates/>
    <xsl:text>&#10;&#10;</xsl:text>
  </xsl:template>

  <!-- The heads that become headings: those with words, of divisions whose ancestors' heads do too. -->
  <xsl:function name="t:is-heading" as="xs:boolean">
    <xsl:param name="head" as="element()"/>
    <xsl:sequence select="matches(local-name($head/..), '^div[1-7]?$') and empty($head/preceding-sibling::head)
        and empty($head/ancestor::*[self::note or self::table or self::list or self::app or self::figure or self::del or self::cell])
        and exists($head//text()[normalize-space()][not(ancestor::note)][c:is-read(., $t:reading)])"/>
  </xsl:function>

  <xsl:template match="head[t:is-heading(.)]" priority="1">
    <xsl:text>&#10;&#10;#head({min((5, 2 + count(../ancestor::*[head[t:is-heading(.)]])))})[</xsl:text>
    <xsl:apply-templates/>
    <xsl:text>]&#10;&#10;</xsl:text>
  </xsl:template>

  <!-- Any other head is a line of its own: a heading without words would be an empty bookmark. -->
  <xsl:template match="head | docTitle | titlePart[not(parent::docTitle)] | trailer">
    <xsl:text>&#10;&#10;</xsl:text>
    <xsl:call-template name="t:call"><xsl:with-param name="function" select="'label-line'"/></xsl:call-template>
    <xsl:text>&#10;&#10;</xsl:text>
  </xsl:template>

  <xsl:template match="docTitle/titlePart">
    <xsl:apply-templates/>
    <xsl:if test="following-sibling::titlePart">#linebreak();</xsl:if>
  </xsl:template>

  <xsl:template match="p | ab">
    <xsl:text>&#10;&#10;</xsl:text>
    <!-- A paragraph with something for the foot of the page has a name: see #paragraph. -->
    <xsl:variable name="number" as="xs:integer?" select="$t:footed(generate-id(.))[empty(current()/ancestor::row[map:contains($t:footed-rows, generate-id(.))])]"/>
    <xsl:if test="exists($number)">#paragraph({t:string(t:paragraph-name($number))}{', in-block: true'[t:in-block(current())]})[</xsl:if>
    <!-- A block whose lines go to the next page for their footnotes would not be kept with the closing too. -->
    <xsl:variable name="closes" as="xs:boolean" select="empty($number) and exists(following-sibling::*[1]/(self::closer | self::signed))"/>
    <xsl:if test="$closes">#before-closing({exists(preceding-sibling::*[1]/self::p)})[</xsl:if>
    <xsl:for-each select="c:label(.)">#{t:string(. || ' ')};</xsl:for-each>
    <xsl:apply-templates/>
    <xsl:apply-templates select="self::ab" mode="t:hanging-note"/>
    <xsl:if test="$closes">]</xsl:if>
    <xsl:if test="exists($number)">]</xsl:if>
    <xsl:text>&#10;&#10;</xsl:text>
  </xsl:template>

  <xsl:variable name="t:footed" as="map(xs:string, xs:integer)" select="c:numbered(//text//(p | ab | item[t:is-paragraph(.)])[not(ancestor::note or ancestor::p)]
      [.//note or .//*[map:contains($t:entries, generate-id(.))] or self::ab])"/>

  <xsl:function name="t:paragraph-name" as="xs:string">
    <xsl:param name="number" as="xs:integer"/>
    <xsl:sequence select="$t:id || 'b' || $number"/>
  </xsl:function>

  <!-- Whether an element is set within a block, where no page can begin. -->
  <xsl:function name="t:in-block" as="xs:boolean">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="exists($element/ancestor::*[not(matches(local-name(), '^(TEI|teiCorpus|text|front|body|back|group|div[1-7]?)$'))])"/>
  </xsl:function>

  <!-- Whether an item is one paragraph. -->
  <xsl:function name="t:is-paragraph" as="xs:boolean">
    <xsl:param name="item" as="element()"/>
    <xsl:sequence select="empty($item//(p | ab | lg | l | list | table | quote | figure | head | opener | closer | sp | floatingText)[not(ancestor::note)])"/>
  </xsl:function>

  <xsl:template match="opener | dateline | salute | byline | signed | docAuthor | docDate | docImprint | docEdition | imprimatur | address | closer">
    <xsl:text>&#10;&#10;</xsl:text>
    <xsl:text>#{map { 'signed': 'at-right', 'dateline': 'at-right', 'closer': 'closing' }(local-name()), 'opening'[not(current()/self::signed or current()/self::dateline or current()/self::closer)]}[</xsl:text>
    <xsl:apply-templates/>
    <xsl:apply-templates select="self::opener" mode="t:hanging-note"/>
    <xsl:text>]&#10;&#10;</xsl:text>
  </xsl:template>

  <xsl:template match="p//(salute | dateline | signed | byline | address | docAuthor | docDate) | note//(salute | dateline | signed | byline | address)
      | head//(docAuthor | docDate)" priority="1">
    <xsl:apply-templates/>
  </xsl:template>

  <xsl:template match="addrLine | line">
    <xsl:apply-templates/>
    <xsl:text>#linebreak();</xsl:text>
  </xsl:template>

  <!-- lists: (label, content) a row -->

  <xsl:template match="list | listBibl | listPerson | listPlace | listOrg | listEvent | castList | castGroup">
    <xsl:text>&#10;&#10;</xsl:text>
    <xsl:apply-templates select="head"/>
    <xsl:text>#items({'in-block: true, '[t:in-block(current())]}</xsl:text>
    <xsl:for-each select="(c:content(.) except (head, fw[map:contains($c:forme-numbers, generate-id(.))], label[following-sibling::*[1][self::item]], (bibl | biblStruct | person | place | org | event)[not(node())]))">
      <xsl:variable name="label" as="element()?" select="self::item/preceding-sibling::*[1][self::label]"/>
      <xsl:text>([</xsl:text>
      <xsl:choose>
        <xsl:when test="$label"><xsl:apply-templates select="$label/node()"/></xsl:when>
        <xsl:when test="self::*/@n">#{t:string(@n)};</xsl:when>
        <xsl:when test="not(../self::castList or ../self::castGroup or ../@rend = ('simple', 'unmarked'))">#"•";</xsl:when>
      </xsl:choose>
      <xsl:text>], [</xsl:text>
      <xsl:for-each select="self::item[@xml:id]"><xsl:call-template name="t:mark"/></xsl:for-each>
      <xsl:call-template name="t:words"><xsl:with-param name="words" select="if (self::item | self::castItem) then node() else ."/></xsl:call-template>
      <xsl:text>], {
        if (self::item[t:is-paragraph(.)]) then t:string($t:footed(generate-id(.)) ! t:paragraph-name(.)) else 'none'
      }), </xsl:text>
    </xsl:for-each>
    <xsl:text>);&#10;&#10;</xsl:text>
  </xsl:template>

  <!-- An index of persons, places, books: see common/registers.xsl. -->
  <xsl:template match="(listBibl | listPerson | listPlace | listOrg | listEvent)[c:is-register(.)]" priority="0.7">
    <xsl:variable name="depth" as="xs:integer" select="count(ancestor::*[c:is-register(.)])"/>
    <xsl:text>&#10;&#10;</xsl:text>
    <xsl:apply-templates select="head"/>
    <xsl:for-each select="c:content(.) except (head, fw[map:contains($c:forme-numbers, generate-id(.))], (bibl | biblStruct | person | place | org | event)[not(node())])">
      <xsl:variable name="counted" as="xs:boolean" select="some $inner in .//* satisfies map:contains($t:entries, generate-id($inner))"/>
      <xsl:choose>
        <xsl:when test="self::*[c:is-register(.)]"><xsl:apply-templates select="."/></xsl:when>
        <xsl:otherwise>
          <xsl:text>&#10;&#10;#entry-line({$depth}, {(self::*/@n ! t:string(.), 'none')[1]}{', close: true'[$depth eq 0]}{', counted: true'[$counted]})[</xsl:text>
          <xsl:call-template name="t:words"><xsl:with-param name="words" select="."/></xsl:call-template>
          <xsl:text>]&#10;&#10;</xsl:text>
        </xsl:otherwise>
      </xsl:choose>
    </xsl:for-each>
    <xsl:text>&#10;&#10;</xsl:text>
  </xsl:template>

  <xsl:template match="(note//list | head//list | cell//list)[not(t:has-room(.))]" priority="1">
    <xsl:for-each select="c:content(.)">
      <xsl:if test="position() gt 1">#"; ";</xsl:if>
      <xsl:if test="self::*/@n">#{t:string(@n || ' ')};</xsl:if>
      <xsl:apply-templates select="if (self::item) then node() else ."/>
    </xsl:for-each>
  </xsl:template>

  <xsl:template match="milestone">
    <xsl:choose>
      <xsl:when test="parent::div or parent::body">#ornament();&#10;&#10;</xsl:when>
      <xsl:when test="c:parts-paragraphs(.)">#linebreak();</xsl:when>
    </xsl:choose>
    <xsl:apply-templates/>
  </xsl:template>

  <xsl:template match="lb">
    <!-- A bookmark has no lines. -->
    <xsl:if test="ancestor::head[t:is-heading(.)] and not(@break = 'no')">#" ";</xsl:if>
    <xsl:text>#linebreak();</xsl:text>
  </xsl:template>

  <xsl:template match="(div | body | lg | list | sp | table)/lb" priority="1"/>

  <xsl:template match="formula | eg | *:egXML | code[contains(., '&#10;')]">
    <xsl:text>#code({t:string(.)});</xsl:text>
  </xsl:template>

</xsl:stylesheet>
