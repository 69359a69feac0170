<?xml version="1.0" encoding="UTF-8"?>
<!-- Divisions, headings, paragraphs, lists, openers and closers (TEI chapters 3 and 4). -->
<xsl:stylesheet version="3.0" expand-text="yes" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:map="http://www.w3.org/2005/xpath-functions/map"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:c="https://tei-edition.org/ns/xslt/common"
    xmlns:h="https://tei-edition.org/ns/xslt/html"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0"
    exclude-result-prefixes="#all">

  <!-- The numbers by which paragraphs are cited: those of the text, in its order. -->
  <xsl:variable name="h:paragraphs" as="map(xs:string, xs:integer)"
      select="c:numbered(//text//(p | ab | lg[not(parent::lg)])[not(ancestor::note | ancestor::lg | ancestor::p | ancestor::ab | ancestor::figure)][h:is-numbered(.)])"/>

  <!-- Whether a paragraph is one on the page too: in cells, remarks and the like it is words in their line. -->
  <xsl:function name="h:is-numbered" as="xs:boolean">
    <xsl:param name="block" as="element()"/>
    <xsl:sequence select="empty($block/parent::*[self::cell or self::figDesc or self::stage or self::speaker or self::item[not(*[2])]][not($block/self::lg)])
        and empty($block/ancestor::*[self::cell or self::head or self::app or self::witDetail][1])"/>
  </xsl:function>

  <xsl:function name="h:paragraph" as="xs:integer?">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="($element/ancestor-or-self::* ! $h:paragraphs(generate-id(.)))[last()]"/>
  </xsl:function>

  <!-- The id of a paragraph, and the number that shows it; inside a block of its own. -->
  <xsl:template name="h:number">
    <xsl:variable name="number" as="xs:integer?" select="$h:paragraphs(generate-id(.))"/>
    <xsl:if test="exists($number)">
      <xsl:attribute name="id" select="'p' || $number"/>
    </xsl:if>
    <xsl:call-template name="h:language"/>
    <xsl:if test="exists($number)">
      <xsl:variable name="reference" as="xs:string?" select="if ($c:has-cited) then c:reference(.)[.] else ()"/>
      <a class="n" href="#p{$number}" data-n="{$number}" aria-label="Paragraph {$number}"><xsl:if test="$reference"><xsl:attribute name="data-cite" select="$reference"/></xsl:if></a>
    </xsl:if>
  </xsl:template>

  <xsl:template match="TEI | teiCorpus">
    <xsl:apply-templates select="c:parts(.)"/>
  </xsl:template>

  <xsl:template match="teiHeader"/>

  <xsl:template match="text | front | body | back | group">
    <xsl:apply-templates/>
  </xsl:template>

  <xsl:template match="floatingText">
    <div class="floating"><xsl:apply-templates/></div>
  </xsl:template>

  <!-- Ids of divisions, by generate-id(). The number is that of the divisions before and the elements around; where two have
       the same (a text in the text), the later one has a second number. -->
  <xsl:variable name="h:division-ids" as="map(xs:string, xs:string)">
    <xsl:variable name="divisions" as="map(xs:string, xs:integer)" select="c:numbered(//*[h:is-division(.)])"/>
    <xsl:map>
      <xsl:for-each-group select="(//text | //standOff | //sourceDoc | //facsimile)//*[matches(local-name(), '^(div[1-7]?|argument|epigraph|trailer|titlePage|postscript)$')][head]"
          group-by="count(ancestor::*) + (if (exists($divisions(generate-id()))) then $divisions(generate-id()) - 1 - count(ancestor::*[h:is-division(.)])
              else count(preceding::*[h:is-division(.)]))">
        <xsl:for-each select="current-group()">
          <xsl:map-entry key="generate-id()" select="'d' || current-grouping-key() || ('-' || position())[not(. = '-1')]"/>
        </xsl:for-each>
      </xsl:for-each-group>
    </xsl:map>
  </xsl:variable>

  <xsl:function name="h:has-room" as="xs:boolean">
    <xsl:param name="block" as="element()"/>
    <xsl:sequence select="c:has-room($block, function($note) { exists(h:note-number($note)) and empty($note/ancestor::note) })"/>
  </xsl:function>

  <xsl:function name="h:is-division" as="xs:boolean">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="matches(local-name($element), '^div[1-7]?$')"/>
  </xsl:function>

  <xsl:function name="h:division-id" as="xs:string?">
    <xsl:param name="division" as="element()"/>
    <xsl:sequence select="$h:division-ids(generate-id($division))"/>
  </xsl:function>

  <xsl:template match="div | div1 | div2 | div3 | div4 | div5 | div6 | div7 | argument | epigraph | trailer | titlePage | postscript">
    <xsl:choose>
      <xsl:when test="head and parent::*[not(self::body)] or head and (preceding-sibling::div | following-sibling::div)">
        <section id="{h:division-id(.)}"><xsl:call-template name="h:language"/><xsl:apply-templates/></section>
      </xsl:when>
      <xsl:otherwise>
        <div>
          <xsl:if test="not(self::div)"><xsl:attribute name="class" select="local-name()"/></xsl:if>
          <xsl:if test="head"><xsl:attribute name="id" select="h:division-id(.)"/></xsl:if>
          <xsl:call-template name="h:language"/>
          <xsl:apply-templates/>
        </div>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- A heading is one deeper than the headed division around it, so that no level is skipped. -->
  <xsl:template match="head | docTitle | titlePart[not(parent::docTitle)]">
    <xsl:element name="h{min((6, 1 + count(ancestor::*[head][not(self::list or self::table or self::figure or self::lg)]
        [matches(local-name(), '^div|argument|epigraph')]) + (if (ancestor::*[matches(local-name(), '^div')][head]) then 0 else 1)))}">
      <xsl:call-template name="h:language"/>
      <xsl:apply-templates/>
    </xsl:element>
  </xsl:template>

  <xsl:template match="docTitle/titlePart" priority="1">
    <xsl:apply-templates/>
    <xsl:if test="following-sibling::titlePart"><br/></xsl:if>
  </xsl:template>

  <!-- A heading without words is none; the heading of a list, a stanza or a figure is no section's. -->
  <xsl:template match="head[not(.//text()[normalize-space()][not(ancestor::note)] or .//gap or .//stamp)]" priority="2">
    <xsl:if test="node()"><p><xsl:apply-templates/></p></xsl:if>
  </xsl:template>

  <xsl:template match="list/head | lg/head | listBibl/head | listPerson/head | listPlace/head | listOrg/head | listEvent/head | castList/head | castGroup/head | sp/head" priority="1">
    <p class="label"><xsl:apply-templates/></p>
  </xsl:template>

  <xsl:template match="p | ab">
    <p>
      <xsl:call-template name="h:number"/>
      <xsl:for-each select="c:label(.)"><span class="label">{.}</span>{' '}</xsl:for-each>
      <xsl:apply-templates/>
      <xsl:apply-templates select="self::ab" mode="h:hanging-note"/>
    </p>
  </xsl:template>

  <!-- What HTML does not let into a paragraph ends it: the parts are one paragraph still. -->
  <xsl:template match="(p | ab)[list | table | figure | quote[p | lg | ab] | q[p | lg] | lg | l | floatingText | sp | bibl/list | said[p]
      | note/list | p | ab | floatingText | cit[quote[p | lg]] | listBibl | eg | formula | castList | stage[p] | specList | *:egXML]">
    <div class="p">
      <xsl:call-template name="h:number"/>
      <xsl:for-each select="c:label(.)"><span class="label">{.}</span>{' '}</xsl:for-each>
      <xsl:apply-templates/>
      <xsl:apply-templates select="self::ab" mode="h:hanging-note"/>
    </div>
  </xsl:template>

  <!-- A paragraph where HTML has room for words only. -->
  <xsl:template match="(note | p | ab)//p[floatingText | list | table | lg | sp] | (note | p | ab)//ab[floatingText | list | table | lg | sp] | cell/p[list | table]" priority="3">
    <div class="par"><xsl:call-template name="h:language"/><xsl:apply-templates/></div>
  </xsl:template>

  <xsl:template match="note//p | note//ab | (p | ab)/p | cell/p | item/p[not(../*[2])] | figDesc/p | stage/p | speaker/p" priority="2">
    <span class="par"><xsl:call-template name="h:language"/><xsl:apply-templates/></span>
    <xsl:text> </xsl:text>
  </xsl:template>

  <xsl:template match="opener | closer | salute | dateline | byline | signed | docAuthor | docDate | docImprint | docEdition | imprimatur | performance | prologue | epilogue | set">
    <div class="{local-name()}">
      <xsl:call-template name="h:language"/>
      <xsl:apply-templates/>
    </div>
  </xsl:template>

  <xsl:template match="opener[not(dateline | salute | byline | signed | address)]" priority="1">
    <p class="opener"><xsl:apply-templates/><xsl:apply-templates select="." mode="h:hanging-note"/></p>
  </xsl:template>

  <xsl:template match="p//(salute | dateline | signed | byline | address) | note//(salute | dateline | signed | byline | address)" priority="1">
    <span class="{local-name()}"><xsl:apply-templates/></span>
  </xsl:template>

  <xsl:template match="address | postBox | addrLine">
    <div class="{local-name()}"><xsl:apply-templates/></div>
  </xsl:template>

  <xsl:template match="p//addrLine | note//addrLine" priority="1">
    <xsl:apply-templates/><br/>
  </xsl:template>

  <!-- lists -->

  <xsl:template match="list | listBibl | listPerson | listPlace | listOrg | listEvent">
    <xsl:apply-templates select="head"/>
    <ul>
      <xsl:attribute name="class" select="if (c:is-register(.)) then 'register' else if (@rend = ('numbered', 'ordered') or item/@n or label) then 'numbered' else (@rend, @type, 'plain')[1]"/>
      <xsl:call-template name="h:language"/>
      <xsl:for-each select="(c:content(.) except (head, fw[map:contains($c:forme-numbers, generate-id(.))], (bibl | biblStruct | person | place | org | event)[not(node())]))">
        <xsl:choose>
          <xsl:when test="self::item | self::bibl | self::biblStruct | self::person | self::place | self::org | self::event">
            <!-- Whatever rule an entry has, the list has an item for it. -->
            <xsl:variable name="made" as="node()*"><xsl:apply-templates select="."/></xsl:variable>
            <xsl:choose>
              <xsl:when test="$made/self::*:li"><xsl:sequence select="$made/self::*:li, $made[not(self::*:li)][normalize-space()]"/></xsl:when>
              <xsl:otherwise><li><xsl:sequence select="$made"/></li></xsl:otherwise>
            </xsl:choose>
          </xsl:when>
          <xsl:when test="self::label[following-sibling::*[1][self::item]]"/>
          <xsl:otherwise><li><xsl:apply-templates select="."/></li></xsl:otherwise>
        </xsl:choose>
      </xsl:for-each>
    </ul>
  </xsl:template>

  <xsl:template match="item | listBibl/bibl | listBibl/biblStruct | listPerson/person | listPlace/place | listOrg/org | listEvent/event">
    <li>
      <xsl:call-template name="h:language"/>
      <xsl:for-each select="preceding-sibling::*[1][self::label][parent::list | parent::listBibl]">
        <span class="label"><xsl:apply-templates/></span>
        <xsl:text> </xsl:text>
      </xsl:for-each>
      <xsl:if test="@n"><span class="label">{@n}</span>{' '}</xsl:if>
      <xsl:apply-templates/>
    </li>
  </xsl:template>

  <!-- A list among words. -->
  <xsl:template match="(note//list | head//list | cell//list)[not(h:has-room(.))]" priority="1">
    <span class="inline-list">
      <xsl:for-each select="c:content(.)">
        <xsl:if test="position() gt 1">; </xsl:if>
        <xsl:if test="@n">{@n}{' '}</xsl:if>
        <xsl:apply-templates select="if (self::item) then node() else ."/>
      </xsl:for-each>
    </span>
  </xsl:template>

  <!-- quotations -->

  <xsl:template match="quote | cit | q | said">
    <q class="{local-name()}"><xsl:call-template name="h:language"/><xsl:apply-templates/></q>
  </xsl:template>

  <xsl:template match="(quote | cit | q | said)[p | lg | ab | l | quote[p | lg | l] or parent::div or parent::body or parent::epigraph]" priority="1">
    <blockquote><xsl:call-template name="h:language"/><xsl:apply-templates/></blockquote>
  </xsl:template>

  <xsl:template match="cit/quote[not(p | lg | ab | l)]" priority="2">
    <xsl:apply-templates/>
  </xsl:template>

  <xsl:template match="milestone | pause[parent::div]">
    <xsl:choose>
      <xsl:when test="parent::div or parent::body or parent::lg"><hr/></xsl:when>
      <xsl:when test="self::milestone[c:parts-paragraphs(.)]"><br/></xsl:when>
      <xsl:otherwise/>
    </xsl:choose>
  </xsl:template>

  <xsl:template match="lb">
    <xsl:if test="not(@break = 'no')"><xsl:text> </xsl:text></xsl:if>
    <br/>
  </xsl:template>

  <xsl:template match="(div | body | lg | list | quote | sp)/lb" priority="1"/>

  <xsl:template match="(cb | gb | anchor | fw | divGen)[not(node())]"/>

  <xsl:template match="(addSpan | delSpan | damageSpan)[@*:piece]" priority="1"/>

  <xsl:template match="handShift | addSpan | delSpan | damageSpan | lacunaStart | lacunaEnd | witStart | witEnd">
    <span class="point" role="img" data-n="{c:turn(.)}" aria-label="{c:turn(.)}"></span>
    <xsl:apply-templates/>
  </xsl:template>

</xsl:stylesheet>
