<?xml version="1.0" encoding="UTF-8"?>
<!-- Notes that stand apart from the words they speak of, and what pointers point at. -->
<xsl:stylesheet version="3.0" expand-text="yes" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:map="http://www.w3.org/2005/xpath-functions/map"
    xmlns:c="https://tei-edition.org/ns/xslt/common"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0"
    exclude-result-prefixes="#all">

  <!-- A note between blocks that says by its target of which words it speaks, or at which a pointer points: it belongs
       to that place. Each pair of note and place, in the order of the notes. -->
  <xsl:variable name="c:placings" as="map(xs:string, element())*">
    <xsl:for-each select="(//text | //standOff)//note[parent::div or parent::div1 or parent::div2 or parent::div3 or parent::body or parent::back or parent::front
        or parent::standOff or parent::noteGrp or parent::listAnnotation or parent::list or parent::item][empty(ancestor::note)]">
      <xsl:variable name="note" as="element()" select="."/>
      <xsl:variable name="targets" as="element()*" select="c:pointed(@target)[ancestor::text][empty(ancestor-or-self::note | ancestor::app)] ! c:place-of(.)"/>
      <xsl:variable name="pointers" as="element()*" select="if (@xml:id and empty($targets)) then key('c:pointers', '#' || @xml:id)[ancestor::text][empty(ancestor::note | ancestor::app)] else ()"/>
      <xsl:sequence select="($targets, $pointers) ! map { 'note': $note, 'place': . }"/>
    </xsl:for-each>
  </xsl:variable>

  <xsl:key name="c:pointers" match="ptr" use="tokenize(@target)"/>

  <!-- The notes of a place, by its generate-id(); and the first place of a note. -->
  <xsl:variable name="c:notes-at" as="map(xs:string, element()+)" select="map:merge($c:placings ! map:entry(generate-id(?place), ?note), map { 'duplicates': 'combine' })"/>
  <xsl:variable name="c:placed" as="map(xs:string, element())" select="map:merge($c:placings ! map:entry(generate-id(?note), ?place), map { 'duplicates': 'use-first' })"/>

  <!-- Notes in the order of their signs: those that belong to a place elsewhere are counted there. -->
  <xsl:function name="c:in-order" as="element()*">
    <xsl:param name="notes" as="element()*"/>
    <xsl:for-each select="if (empty($c:placings)) then $notes else $notes[not(map:contains($c:placed, generate-id(.)))] | $c:placings?place">
      <xsl:variable name="here" as="element()" select="."/>
      <xsl:sequence select="if (map:contains($c:notes-at, generate-id(.))) then ($c:notes-at(generate-id(.)) intersect $notes)[$c:placed(generate-id(.)) is $here] else ."/>
    </xsl:for-each>
  </xsl:function>

  <!-- Where the sign of a note on an element stands: behind words, within the first block of a division. -->
  <xsl:function name="c:place-of" as="element()">
    <xsl:param name="target" as="element()"/>
    <xsl:sequence select="if (c:is-block($target)) then $target
        else ($target[.//p or .//ab or .//l or .//head or .//item or .//cell]/descendant::*[c:is-block(.)], $target)[1]"/>
  </xsl:function>

  <!-- Blocks of words, which have room for a sign at their end. -->
  <xsl:function name="c:is-block" as="xs:boolean">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="exists($element[self::p or self::ab or self::l or self::head or self::item or self::cell])"/>
  </xsl:function>

  <!-- The elements that a ref or ptr of the text points at, by generate-id(). -->
  <xsl:variable name="c:targets" as="map(xs:string, xs:boolean)" select="map:merge(
      (//text | //standOff)//(ref | ptr)[starts-with(@target, '#')] ! c:pointed(@target) ! map:entry(generate-id(.), true()), map { 'duplicates': 'use-first' })"/>

  <!-- What a pointer without words of its own shows: what is there, in words; empty where nothing says it. -->
  <xsl:function name="c:shown" as="xs:string?">
    <xsl:param name="target" as="element()?"/>
    <xsl:variable name="named" as="element()?" select="$target/(head, persName, placeName, orgName, title, label)[1]"/>
    <xsl:variable name="kind" as="xs:string?" select="map { 'pb': 'page', 'l': 'line', 'lb': 'line', 'figure': 'figure', 'table': 'table',
        'p': 'paragraph', 'ab': 'paragraph', 'note': 'note' }(string($target ! local-name()))"/>
    <xsl:sequence select="(normalize-space($named ! c:plain(., 'clean'))[.], string-join(($kind, $target[$kind]/@n), ' ')[.])[1]"/>
  </xsl:function>

  <!-- Whether a list or table in a note or a cell can be one there: nothing around it in the note or cell takes words only.
       A note in a note, or one that is no note of its own, takes words only. -->
  <xsl:function name="c:has-room" as="xs:boolean">
    <xsl:param name="block" as="element()"/>
    <xsl:param name="is-whole" as="function(element()) as xs:boolean"/>
    <xsl:variable name="holder" as="element()?" select="$block/ancestor::*[self::note or self::cell or self::head or self::l or self::label or self::figDesc or self::app][1]"/>
    <xsl:sequence select="
        exists($holder/(self::note | self::cell)) and empty($holder/ancestor::note)
        and (every $around in $block/ancestor::*[. >> $holder] satisfies $around/(self::p | self::ab | self::list | self::item | self::row | self::table))
        and (if ($holder/self::note) then $is-whole($holder)
            else (every $table in $holder/ancestor::table[ancestor::note or ancestor::head or ancestor::cell] satisfies c:has-room($table, $is-whole)))"/>
  </xsl:function>

</xsl:stylesheet>
