<?xml version="1.0" encoding="UTF-8"?>
<!-- The numbers by which places of a text are cited: of its divisions, milestones, columns and lines. -->
<xsl:stylesheet version="3.0" expand-text="yes" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:map="http://www.w3.org/2005/xpath-functions/map"
    xmlns:c="https://tei-edition.org/ns/xslt/common"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0"
    exclude-result-prefixes="#all">

  <!-- Places with a number of their own. Those of notes and of readings are no places of the text. -->
  <xsl:variable name="c:cited" as="element()*" select="//text//(div | div1 | div2 | div3 | div4 | div5 | div6 | div7 | milestone | cb | lb)
      [c:is-number(@n)][empty(ancestor::note | ancestor::rdg)]"/>
  <xsl:variable name="c:has-cited" as="xs:boolean" select="exists($c:cited)"/>
  <xsl:variable name="c:cited-numbers" as="map(xs:string, xs:integer)" select="c:numbered($c:cited)"/>

  <!-- Whether a value of n is a number or letter by which people cite, and no name for machines. -->
  <xsl:function name="c:is-number" as="xs:boolean">
    <xsl:param name="n" as="attribute()?"/>
    <xsl:sequence select="exists($n[normalize-space()][string-length(.) le 16][not(matches(., '[:/#_]'))])"/>
  </xsl:function>

  <!-- The number that a paragraph of a record has in a series, as it is printed; none where its words begin with it. -->
  <xsl:function name="c:label" as="xs:string?">
    <xsl:param name="paragraph" as="element()"/>
    <xsl:variable name="n" as="xs:string" select="normalize-space($paragraph/self::p[ancestor::div/@type = 'record']/@n)"/>
    <xsl:if test="matches($n, '^(\d{1,3}|\d{1,3}\)|\(\d{1,3}\))$') and not(matches(normalize-space($paragraph), '^\(?' || replace($n, '\D', '') || '\W'))">
      <xsl:sequence select="$n || '.'[matches($n, '\d$')]"/>
    </xsl:if>
  </xsl:function>

  <!-- What stands in the margin: the number of the place, of a division with those of the divisions around it. -->
  <xsl:function name="c:margin" as="xs:string">
    <xsl:param name="place" as="element()"/>
    <xsl:sequence select="if ($place/self::cb) then 'col. ' || normalize-space($place/@n)
        else if ($place/self::lb) then normalize-space($place/@n)
        else c:reference($place)"/>
  </xsl:function>

  <!-- How a place is cited, "1.2": its number behind those of the divisions around it. A milestone takes the place of
       the divisions of its unit; one of a unit that no division has has a count of its own, as the pages of Stephanus. -->
  <xsl:function name="c:reference" as="xs:string">
    <xsl:param name="place" as="element()"/>
    <xsl:variable name="around" as="element()*" select="$place/ancestor-or-self::*[matches(local-name(), '^div[1-7]?$')][c:is-number(@n)]"/>
    <xsl:variable name="unit" as="xs:string" select="string($place/self::milestone/@unit)"/>
    <xsl:variable name="same" as="element()?" select="$around[$unit and (@subtype, @type) = $unit][1]"/>
    <xsl:variable name="above" as="element()*" select="
        if ($unit) then $around[$same][. &lt;&lt; $same] else $around"/>
    <xsl:sequence select="string-join(($above, $place[not(matches(local-name(), '^div[1-7]?$'))][c:is-number(@n)]) ! normalize-space(@n), '.')"/>
  </xsl:function>

  <!-- What kind of place it is, in a word. -->
  <xsl:function name="c:kind-of-place" as="xs:string">
    <xsl:param name="place" as="element()"/>
    <xsl:sequence select="if ($place/self::lb) then 'line' else if ($place/self::cb) then 'column'
        else ($place/@unit, $place/@subtype, $place/@type[not(. = ('textpart', 'edition', 'translation'))], 'section')[1] ! translate(., '-_', '  ')"/>
  </xsl:function>

  <!-- Blocks of words, at whose beginning a number may stand. -->
  <xsl:function name="c:bears-numbers" as="xs:boolean">
    <xsl:param name="block" as="element()"/>
    <xsl:sequence select="exists($block[self::p or self::ab or self::l or self::item or self::cell or self::u or self::entry or self::bibl])
        and empty($block/(ancestor::note | ancestor::rdg | ancestor::teiHeader)) and exists($block//text()[normalize-space()])"/>
  </xsl:function>

  <!-- Places between blocks, divisions among them, by the generate-id() of the block that begins there: of the divisions
       that begin with the same block, the innermost, whose number has those of the others before it. -->
  <xsl:variable name="c:numbers-at" as="map(xs:string, element()+)">
    <xsl:variable name="pairs" as="map(xs:string, element())*">
      <xsl:for-each select="$c:cited[c:is-between-blocks(.)]">
        <xsl:variable name="block" as="element()?" select="
            if (matches(local-name(), '^div[1-7]?$')) then descendant::*[c:bears-numbers(.)][1]
            else following::*[c:bears-numbers(.)][1][ancestor::text[1] is current()/ancestor::text[1]]"/>
        <xsl:sequence select="$block ! map:entry(generate-id(.), current())"/>
      </xsl:for-each>
    </xsl:variable>
    <xsl:variable name="all" as="map(xs:string, element()+)" select="map:merge($pairs, map { 'duplicates': 'combine' })"/>
    <xsl:sequence select="map:merge(map:for-each($all, function($id, $places) {
        map:entry($id, ($places[matches(local-name(), '^div[1-7]?$')][last()], $places[not(matches(local-name(), '^div[1-7]?$'))])) }))"/>
  </xsl:variable>

  <!-- Whether a place is none of a line of words. -->
  <xsl:function name="c:is-between-blocks" as="xs:boolean">
    <xsl:param name="place" as="element()"/>
    <xsl:sequence select="matches(local-name($place), '^div[1-7]?$') or exists($place/parent::*[matches(local-name(), '^div[1-7]?$')
        or self::text or self::front or self::body or self::back or self::group or self::lg or self::list or self::sp or self::table or self::row
        or self::quote[p or lg] or self::floatingText or self::listBibl or self::castList])"/>
  </xsl:function>

  <!-- Whether a break stands within a word. -->
  <xsl:function name="c:is-within-word" as="xs:boolean">
    <xsl:param name="node" as="node()?"/>
    <xsl:sequence select="exists($node[self::lb or self::pb or self::cb or self::gb or self::milestone][@break = 'no'])"/>
  </xsl:function>

  <!-- Whether a break stands before the first words of its block, which begin a line anyway. -->
  <xsl:function name="c:opens-block" as="xs:boolean">
    <xsl:param name="break" as="element()"/>
    <xsl:variable name="before" as="node()?" select="$break/preceding-sibling::node()[not(self::comment() or self::processing-instruction() or self::text()[not(normalize-space())])][1]"/>
    <xsl:sequence select="
        if (exists($before[self::pb or self::cb or self::gb or self::anchor or self::fw or self::handShift or self::milestone])) then c:opens-block($before)
        else if (exists($before)) then false()
        else if (exists($break/parent::*[c:is-block(.) or self::lg or self::line or self::zone or self::speaker or self::salute or self::dateline or self::signed])) then true()
        else if (exists($break/parent::*[self::seg or self::hi or self::w or self::s or self::q or self::quote or self::persName or self::name or self::add or self::supplied or self::unclear])) then c:opens-block($break/..)
        else false()"/>
  </xsl:function>

  <!-- Whether the line that ends here needs a hyphen: the word goes on, and the document has none. -->
  <xsl:function name="c:needs-hyphen" as="xs:boolean">
    <xsl:param name="break" as="element(lb)"/>
    <xsl:sequence select="$break/@break = 'no'
        and not(matches($break/preceding::text()[normalize-space()][1], '[-\p{Pd}&#xAD;&#x2010;=&#xAC;&#x2E17;]\s*$'))
        and exists($break/preceding::text()[normalize-space()][1][ancestor::* intersect $break/ancestor::*[c:is-block(.) or self::seg or self::line][1]])"/>
  </xsl:function>

  <!-- A text without the white space that a break within a word has around it in the file. -->
  <xsl:function name="c:joined" as="xs:string">
    <xsl:param name="text" as="text()"/>
    <xsl:variable name="left" as="xs:string" select="if (c:is-within-word($text/preceding-sibling::node()[1])) then replace($text, '^\s+', '') else string($text)"/>
    <xsl:sequence select="if (c:is-within-word($text/following-sibling::node()[1])) then replace($left, '\s+$', '') else $left"/>
  </xsl:function>

  <!-- Whether the space at the end of a text belongs to what follows and a reading leaves out: behind that comes a
       sign that no space stands before. -->
  <xsl:function name="c:closes-up" as="xs:boolean">
    <xsl:param name="text" as="text()"/>
    <xsl:param name="reading" as="xs:string"/>
    <xsl:choose>
      <!-- Words, and white space behind them: the expression that says so is tried at each letter. -->
      <xsl:when test="normalize-space(substring($text, string-length($text))) ne '' or not(normalize-space($text)) or empty($text/following-sibling::node()[1][self::*][c:is-hidden(., $reading)])">
        <xsl:sequence select="false()"/>
      </xsl:when>
      <xsl:otherwise>
        <xsl:sequence select="exists($text/following-sibling::node()[self::text()[normalize-space()] or self::*[not(c:is-hidden(., $reading))]][1]
            [self::text()][matches(., '^\s*[.,;:!?)\]\}&#x2019;&#x201D;&#xBB;]')])"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:function>

  <xsl:variable name="c:forme-numbers" as="map(xs:string, xs:integer)" select="c:numbered($c:forme-work)"/>

  <!-- Where forme work stands: "page 2, catchword". -->
  <xsl:function name="c:forme-place" as="xs:string">
    <xsl:param name="fw" as="element(fw)"/>
    <xsl:variable name="page" as="element()?" select="$fw/preceding::pb[not(@ed = 'rendition')][1]"/>
    <xsl:variable name="kinds" as="map(xs:string, xs:string)" select="map { 'header': 'running head', 'head': 'running head', 'footer': 'foot of the page',
        'catch': 'catchword', 'catchword': 'catchword', 'sig': 'signature', 'pageNum': 'page number', 'pageNumber': 'page number', 'page': 'page number', 'runningHead': 'running head' }"/>
    <xsl:variable name="kind" as="xs:string" select="($fw/@type ! ($kinds(.), translate(., '-_', '  '))[1], 'running head')[1]"/>
    <xsl:sequence select="string-join((($page/@n)[normalize-space()] ! ('page ' || .), $kind), ', ')"/>
  </xsl:function>

</xsl:stylesheet>
