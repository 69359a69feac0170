<?xml version="1.0" encoding="UTF-8"?>
<!-- The phrases of a text: what kind each element is. Page and print read this one table and say what a kind is
     in their own markup; an element that needs more than its kind has a rule of its own there. -->
<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:map="http://www.w3.org/2005/xpath-functions/map"
    xmlns:c="https://tei-edition.org/ns/xslt/common"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0"
    exclude-result-prefixes="#all">

  <!-- The names of elements by their kind:
       emphasis, mention, foreign, title, term, code   set apart as such;
       words       nothing but their words, in the line;
       part        a part of an entry, or of what is said of a person or place: stands apart by a space;
       structure   has rules of its own; its words alone where none of them fits;
       point       a place in the text, as a rule without words. -->
  <xsl:variable name="c:phrase-names" as="map(xs:string, xs:string)" select="map {
      'emphasis': 'emph',
      'mention': 'mentioned distinct',
      'foreign': 'foreign',
      'title': 'title',
      'term': 'term',
      'code': 'gi att val tag code ident',
      'words': '
        gloss soCalled rs persName placeName orgName geogName name num measure time roleName forename surname w pc s
        seg phr cl c author editor publisher pubPlace biblScope bibl biblStruct abbr date idno role roleDesc actor email label
        desc addName nameLink genName settlement country region district bloc street locus objectType material dim unit move
        shift pause incident kinesic vocal writing mod metamark retrace undo redo restore fw catchwords signatures
        secFol heraldry watermark pVar oVar rhyme caesura interp span citedRange series monogr analytic imprint
        edition extent respStmt resp sponsor funder licence ref listRef index place objectName eventName persPronouns
        origDate origPlace dimensions height width depth measureGrp m postCode ellipsis headLabel headItem textNode',
      'part': '
        form orth pron hyph syll stress gramGrp pos gen number case per tns mood iType subc colloc gram usg lbl def
        etym lang xr lem oRef pRef birth death occupation age sex faith floruit nationality residence education
        affiliation socecStatus langKnowledge trait state location geo population climate terrain
        institution repository collection msName altIdentifier incipit explicit rubric finalRubric colophon filiation langKnown geogFeat offset gender',
      'structure': '
        quote cit q said rdg rdgGrp ruby rb g figDesc person org event listWit wit witDetail listApp performance
        prologue epilogue set castItem item postBox am ptr',
      'point': 'anchor cb gb divGen' }"/>

  <!-- The kind of an element, by its local name. -->
  <xsl:variable name="c:phrases" as="map(xs:string, xs:string)" select="map:merge(
      map:for-each($c:phrase-names, function($kind, $names) { tokenize($names)[.] ! map:entry(., $kind) }),
      map { 'duplicates': 'reject' })"/>

  <!-- Whether a space belongs behind a token that the file sets against the next word: where it has none between
       any of them, and the script parts its words. -->
  <!-- Blocks stand as numbers: for their names Saxon tells standard output that it loads them all. -->
  <xsl:function name="c:is-parted" as="xs:boolean">
    <xsl:param name="token" as="element()"/>
    <xsl:variable name="next" as="element(w)?" select="$token/following-sibling::*[1]/self::w"/>
    <xsl:sequence select="exists($next) and empty($token/../text())
        and not($token/@join = ('right', 'both') or $next/@join = ('left', 'both') or $token/@part = ('I', 'M'))
        and not(matches($token || $next, '[&#x4E00;-&#x9FFF;&#x3040;-&#x30FF;&#xE00;-&#xE7F;]'))"/>
  </xsl:function>

  <!-- Whether a part of a name, or of what is said of a person or place, is set against what stands before it. -->
  <xsl:function name="c:is-fused" as="xs:boolean">
    <xsl:param name="part" as="element()"/>
    <xsl:variable name="before" as="node()?" select="$part/preceding-sibling::node()[1]"/>
    <xsl:sequence select="exists($part/parent::*[self::persName or self::placeName or self::orgName or self::person or self::place or self::org or self::event
            or self::birth or self::death or self::location or self::residence or self::settlement or self::region or self::country or self::district or self::name or self::author or self::editor or self::respStmt or self::cit])
        and exists($part[self::forename or self::surname or self::roleName or self::addName or self::genName or self::nameLink or self::persName or self::placeName
            or self::orgName or self::name or self::date or self::location or self::geo or self::settlement or self::region or self::country or self::district
            or self::bloc or self::note or self::idno or self::birth or self::death or self::occupation or self::sex or self::desc or self::resp
            or self::bibl[parent::cit] or self::ref[parent::cit] or self::quote[parent::cit]])
        and exists($before) and matches($before, '[^\s(’''\-]$')
        and not($c:has-entries and map:contains($c:entry-parts, generate-id($part)))"/>
  </xsl:function>

  <!-- How an element looks, in one word as projects write it in rend: what rend says, else rendition (declared in the
       header, or simple:italic), else style. -->
  <xsl:function name="c:look" as="xs:string">
    <xsl:param name="element" as="element()"/>
    <xsl:variable name="rendition" as="xs:string*" select="tokenize($element/@rendition)"/>
    <xsl:variable name="styles" as="xs:string" select="string-join((c:pointed($element/@rendition)[self::rendition], $element/@style), ';')"/>
    <xsl:sequence select="lower-case(string((tokenize($element/@rend)[1], c:look-of-style($styles),
        $rendition[not(starts-with(., '#'))] ! replace(., '^simple:', ''), $rendition)[1]))"/>
  </xsl:function>

  <xsl:function name="c:look-of-style" as="xs:string?">
    <xsl:param name="css" as="xs:string"/>
    <xsl:variable name="flat" as="xs:string" select="lower-case(replace($css, '\s+', ''))"/>
    <xsl:sequence select="
        if (matches($flat, '(^|;)font-style:(italic|oblique)')) then 'italic'
        else if (matches($flat, '(^|;)font-weight:(bold|[6-9]00)')) then 'bold'
        else if (matches($flat, '(^|;)font-variant(-caps)?:[a-z-]*small-caps')) then 'small-caps'
        else if (matches($flat, '(^|;)text-decoration(-line)?:[a-z]*underline')) then 'underline'
        else if (matches($flat, '(^|;)vertical-align:super')) then 'super'
        else if (matches($flat, '(^|;)vertical-align:sub')) then 'sub'
        else ()"/>
  </xsl:function>

</xsl:stylesheet>
