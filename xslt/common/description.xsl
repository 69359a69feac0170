<?xml version="1.0" encoding="UTF-8"?>
<!-- What a catalogue says of a manuscript or object, and the witnesses of a text: in rows of a label and words. Page and print show the same rows. -->
<xsl:stylesheet version="3.0" expand-text="yes" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:map="http://www.w3.org/2005/xpath-functions/map"
    xmlns:c="https://tei-edition.org/ns/xslt/common"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0"
    exclude-result-prefixes="#all">

  <!-- The rows (label, words) of a description; what a header says elsewhere too is not told twice. -->
  <xsl:function name="c:described" as="map(xs:string, xs:string)*">
    <xsl:param name="description" as="element()"/>
    <xsl:for-each select="$description/(msIdentifier/(collection, msName), (head, p), msContents/(* except textLang), physDesc/(* except objectDesc), physDesc/objectDesc/(* except (supportDesc[*], layoutDesc[layout])),
        physDesc/objectDesc/supportDesc/*, physDesc/objectDesc/layoutDesc/*, history/*, additional/*, (msPart, msFrag))">
      <xsl:sort select="c:rank(.)"/>
      <xsl:choose>
        <xsl:when test="self::msPart or self::msFrag">
          <xsl:sequence select="c:row('Part', string-join((msIdentifier/(* except (collection, msName)), @n[empty(current()/msIdentifier)]) ! c:told(.)[.], ', ')), c:described(.)"/>
        </xsl:when>
        <xsl:otherwise>
          <xsl:sequence select="c:row(c:upper-first((@type[normalize-space()][not(current()/self::p)], $c:described-as(local-name()), c:spelt(local-name()))[1]), c:told(.))"/>
        </xsl:otherwise>
      </xsl:choose>
    </xsl:for-each>
  </xsl:function>

  <!-- The order of the rows: as the parts stand, but what was asked for of the object first. -->
  <xsl:function name="c:rank" as="xs:integer">
    <xsl:param name="part" as="element()"/>
    <xsl:sequence select="(map { 'msIdentifier': 0, 'msContents': 2, 'objectDesc': 3, 'supportDesc': 3, 'layoutDesc': 3, 'physDesc': 4, 'history': 5, 'additional': 6 }(local-name($part/..)),
        if ($part/self::msPart or $part/self::msFrag) then 7 else 1)[1]"/>
  </xsl:function>

  <xsl:function name="c:row" as="map(xs:string, xs:string)?">
    <xsl:param name="label" as="xs:string"/>
    <xsl:param name="words" as="xs:string"/>
    <xsl:if test="normalize-space($words)">
      <xsl:sequence select="map { 'label': $label, 'words': normalize-space($words) }"/>
    </xsl:if>
  </xsl:function>

  <xsl:variable name="c:described-as" as="map(xs:string, xs:string)" select="map { 'msItem': 'contents', 'msItemStruct': 'contents', 'objectDesc': 'material', 'support': 'material',
      'supportDesc': 'material', 'textLang': 'language', 'layoutDesc': 'layout', 'handDesc': 'hands', 'scriptDesc': 'scripts', 'typeDesc': 'types', 'decoDesc': 'decoration',
      'bindingDesc': 'binding', 'sealDesc': 'seals', 'accMat': 'accompanying material', 'p': 'description', 'head': 'manuscript', 'msName': 'name', 'adminInfo': 'administration', 'listBibl': 'literature' }"/>

  <!-- Parts within a row that say what they are. -->
  <xsl:variable name="c:told-as" as="map(xs:string, xs:string)" select="map { 'incipit': 'incipit', 'explicit': 'explicit', 'rubric': 'rubric', 'finalRubric': 'final rubric',
      'colophon': 'colophon', 'secFol': 'second leaf begins', 'foliation': 'foliation', 'collation': 'collation', 'condition': 'condition', 'filiation': 'filiation',
      'recordHist': 'record', 'availability': 'availability', 'custodialHist': 'custody', 'surrogates': 'surrogates', 'catchwords': 'catchwords', 'signatures': 'signatures' }"/>

  <!-- The name of an element or type as words: "listBibl" is "list bibl". -->
  <xsl:function name="c:spelt" as="xs:string">
    <xsl:param name="name" as="xs:string"/>
    <xsl:sequence select="lower-case(replace(translate($name, '_-', '  '), '(\p{Ll})(\p{Lu})', '$1 $2'))"/>
  </xsl:function>

  <!-- The words of a part of a description, as one string: numbers have their units, parts their names, and nothing is glued. -->
  <xsl:function name="c:told" as="xs:string">
    <xsl:param name="node" as="node()"/>
    <xsl:variable name="words" as="xs:string*"><xsl:apply-templates select="$node" mode="c:told"/></xsl:variable>
    <xsl:sequence select="normalize-space(string-join($words)) => replace(' ([.,;:)])', '$1') => replace('\( ', '(')"/>
  </xsl:function>

  <xsl:mode name="c:told" on-no-match="shallow-skip"/>

  <xsl:template match="text()" mode="c:told" as="xs:string">
    <xsl:sequence select="string(.)"/>
  </xsl:template>

  <!-- Among words an element is words; where it is set against the word before it, and is none of these, a space parts them. -->
  <xsl:template match="*" mode="c:told" as="xs:string*">
    <xsl:variable name="is-inline" as="xs:boolean" select="$c:phrases(local-name()) = ('emphasis', 'mention', 'foreign', 'title', 'term', 'code') or exists(self::hi | self::ex | self::supplied | self::unclear | self::abbr
        | self::expan | self::w | self::pc | self::c | self::g | self::seg | self::add | self::del | self::choice | self::corr | self::sic | self::lb | self::am)"/>
    <xsl:sequence select="' '[not($is-inline)]"/>
    <xsl:variable name="label" as="xs:string?" select="$c:told-as(local-name())[empty(current()/parent::p[text()[normalize-space()]]) and empty(current()/../(self::supportDesc | self::additional))]"/>
    <xsl:sequence select="$label ! (. || ': ')"/>
    <xsl:choose>
      <xsl:when test="text()[normalize-space()] or empty(*)"><xsl:apply-templates mode="c:told"/></xsl:when>
      <xsl:otherwise><xsl:sequence select="c:told-together(*)"/></xsl:otherwise>
    </xsl:choose>
    <xsl:sequence select="' '[not($is-inline)][not(matches(string(current()/following-sibling::node()[1]), '^[\p{P}]'))]"/>
  </xsl:template>

  <!-- Parts with no words between them: blocks and parts that name themselves stand apart by a semicolon, the author from the title by a comma. -->
  <xsl:function name="c:told-together" as="xs:string">
    <xsl:param name="parts" as="element()*"/>
    <xsl:variable name="told" as="xs:string*">
      <xsl:for-each select="$parts">
        <xsl:variable name="words" as="xs:string" select="c:told(.)"/>
        <xsl:if test="$words">
          <xsl:variable name="before" as="element()?" select="preceding-sibling::*[c:told(.)][1]"/>
          <xsl:sequence select="(if (empty($before)) then '' else if ($before/(self::author | self::editor | self::respStmt) and (self::author | self::title | self::editor)) then ', '
              else if (../(self::bibl | self::biblStruct | self::monogr | self::analytic | self::series | self::imprint)) then ', ' else if (self::dimensions) then ' ' else if (self::p or self::msItem or self::note or self::incipit or self::explicit or self::rubric or self::finalRubric or self::colophon or self::secFol or self::filiation or self::bibl or self::listBibl
                or self::handNote or self::decoNote or self::layout or self::textLang or self::condition or self::collation or self::foliation or self::surrogates or self::provenance or self::acquisition
                or self::recordHist or self::custodialHist or self::availability or self::binding or self::seal or self::item)
                then (if (matches(c:told($before), '[.;:!?]$')) then ' ' else '; ') else ' ') || $words"/>
        </xsl:if>
      </xsl:for-each>
    </xsl:variable>
    <xsl:sequence select="string-join($told)"/>
  </xsl:function>

  <!-- What has a row of its own is not told in another; nor what only machines read. -->
  <xsl:template match="msIdentifier/altIdentifier | graphic | msDesc//msItem/textLang[not(../../msItem[2])]" mode="c:told" as="xs:string*"/>

  <xsl:template match="choice" mode="c:told" as="xs:string*">
    <xsl:apply-templates select="(corr, reg, expan, *)[1]" mode="c:told"/>
  </xsl:template>

  <!-- Raised figures stay so: "11¹²" is no 1112. -->
  <xsl:template match="hi[starts-with(@rend, 'sup')][matches(., '^\s*[0-9]+\s*$')]" mode="c:told" as="xs:string">
    <xsl:sequence select="translate(normalize-space(.), '0123456789', '⁰¹²³⁴⁵⁶⁷⁸⁹')"/>
  </xsl:template>

  <xsl:template match="measure | height[not(parent::dimensions)] | width[not(parent::dimensions)] | depth[not(parent::dimensions)] | dim" mode="c:told" as="xs:string*">
    <xsl:sequence select="' '[not(matches(string(current()/preceding-sibling::node()[1]), '[(\s]$'))], c:measured(., @unit)"/>
    <xsl:sequence select="' '[not(matches(string(current()/following-sibling::node()[1]), '^\p{P}'))]"/>
  </xsl:template>

  <!-- "written space 215 × 150 mm": of a leaf or page the numbers alone. -->
  <xsl:template match="dimensions" mode="c:told" as="xs:string*">
    <xsl:variable name="unit" as="attribute()?" select="(@unit, */@unit)[1]"/>
    <xsl:variable name="sides" as="element()*" select="height, width, depth"/>
    <xsl:variable name="type" as="xs:string" select="string((@type[not(. = ('leaf', 'page', 'folio', 'sheet'))] ! (map { 'written': 'written space', 'ruled': 'ruled space' }(.), c:spelt(.))[1])[1])"/>
    <xsl:sequence select="if (matches(string(preceding-sibling::node()[normalize-space()][1]), '[^,;:.(\s]\s*$')) then ', ' else ' ', $type, ' '"/>
    <xsl:choose>
      <xsl:when test="text()[normalize-space()] or empty($sides)"><xsl:apply-templates mode="c:told"/></xsl:when>
      <xsl:otherwise>
        <xsl:variable name="shown" as="xs:string" select="string-join($sides ! c:measured(., ()), ' × ')"/>
        <xsl:sequence select="string-join(($shown, $unit[matches($shown, '[0-9]$')]), ' '), (* except $sides) ! (', ' || c:told(.))"/>
      </xsl:otherwise>
    </xsl:choose>
    <xsl:sequence select="' '"/>
  </xsl:template>

  <!-- A measure in words, else in figures; its unit behind a bare number. -->
  <xsl:function name="c:measured" as="xs:string">
    <xsl:param name="measure" as="element()"/>
    <xsl:param name="unit" as="attribute()?"/>
    <xsl:variable name="words" as="xs:string" select="normalize-space($measure)"/>
    <xsl:variable name="said" as="xs:string" select="if ($words) then $words else string(($measure/@quantity, $measure/(@atLeast, @min)/string-join((., ../(@atMost, @max)[1]), '–'))[1])"/>
    <xsl:sequence select="string-join(($said, $unit[matches($said, '^[0-9.,–-]+$')]), ' ')"/>
  </xsl:function>

  <!-- The key of the sigla: the witnesses of the source that have words, each with what it is called by. -->
  <xsl:function name="c:witnesses" as="element()*">
    <xsl:param name="header" as="element()?"/>
    <xsl:sequence select="$header/fileDesc/sourceDesc//(listWit//witness | listBibl//(bibl | biblStruct | biblFull | msDesc)[@xml:id])[empty(ancestor::witness)][normalize-space()]"/>
  </xsl:function>

  <xsl:function name="c:siglum" as="xs:string">
    <xsl:param name="witness" as="element()"/>
    <xsl:sequence select="string((($witness/(@n, (abbr | idno)[contains(@type, 'siglum')]))[normalize-space()][1] ! normalize-space(.), $witness/@xml:id)[1])"/>
  </xsl:function>

  <!-- What is said of a witness, without the siglum that it begins with. -->
  <xsl:function name="c:witness-words" as="xs:string">
    <xsl:param name="witness" as="element()"/>
    <xsl:variable name="words" as="xs:string" select="c:told($witness)"/>
    <xsl:variable name="rest" as="xs:string" select="replace(substring-after($words, c:siglum($witness)), '^\s*[—–:=.,-]\s*', '')"/>
    <xsl:sequence select="if (starts-with($words, c:siglum($witness)) and matches(substring-after($words, c:siglum($witness)), '^\s*[—–:=]') and $rest) then $rest else $words"/>
  </xsl:function>

  <!-- What a reading says of its witnesses: a pointer or siglum each. -->
  <xsl:function name="c:cited-by" as="xs:string*">
    <xsl:param name="reading" as="element()"/>
    <xsl:sequence select="tokenize(($reading/@wit, $reading/@source, $reading[ancestor::listApp]/@resp)[1])"/>
  </xsl:function>

  <xsl:function name="c:bare" as="xs:string">
    <xsl:param name="pointer" as="xs:string"/>
    <xsl:sequence select="replace($pointer, '^(#|bib(l|lio)?:)', '')"/>
  </xsl:function>

  <xsl:function name="c:witness" as="element()?">
    <xsl:param name="pointer" as="xs:string"/>
    <xsl:param name="witnesses" as="element()*"/>
    <xsl:sequence select="$witnesses[@xml:id = c:bare($pointer)][1]"/>
  </xsl:function>

  <!-- The witnesses of a reading: " A B"; empty where there is none. -->
  <xsl:function name="c:sigla" as="xs:string">
    <xsl:param name="reading" as="element()"/>
    <xsl:variable name="witnesses" as="element()*" select="c:witnesses(root($reading)/*/teiHeader)"/>
    <xsl:variable name="sigla" as="xs:string" select="string-join(c:cited-by($reading) ! ((c:witness(., $witnesses) ! c:siglum(.), c:bare(.))[1]), ' ')"/>
    <xsl:sequence select="if ($sigla) then ' ' || $sigla else ''"/>
  </xsl:function>

</xsl:stylesheet>
