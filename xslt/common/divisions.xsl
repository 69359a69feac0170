<?xml version="1.0" encoding="UTF-8"?>
<!-- Divisions that say what they are, verses in parts, entries of an apparatus that stands by itself. -->
<xsl:stylesheet version="3.0" expand-text="yes" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:map="http://www.w3.org/2005/xpath-functions/map"
    xmlns:c="https://tei-edition.org/ns/xslt/common"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0"
    exclude-result-prefixes="#all">

  <!-- The types of divisions that have a word of their own. -->
  <xsl:variable name="c:division-words" as="map(xs:string, xs:string)" select="map { 'edition': 'Text', 'translation': 'Translation', 'apparatus': 'Apparatus',
        'commentary': 'Commentary', 'bibliography': 'Bibliography', 'notes': 'Notes', 'introduction': 'Introduction', 'abstract': 'Abstract',
        'summary': 'Summary', 'preface': 'Preface', 'dedication': 'Dedication', 'appendix': 'Appendix', 'glossary': 'Glossary', 'description': 'Description',
        'history': 'History', 'transcription': 'Transcription', 'transliteration': 'Transliteration', 'facsimile': 'Facsimile', 'figures': 'Figures' }"/>

  <!-- Whether a node is the first thing in what it stands in: an element, or words. -->
  <xsl:function name="c:is-first" as="xs:boolean">
    <xsl:param name="node" as="node()"/>
    <xsl:sequence select="empty($node/preceding-sibling::*) and exists($node[self::* or self::text()[normalize-space()]])
        and empty($node/preceding-sibling::text()[normalize-space()])"/>
  </xsl:function>

  <!-- What a division is, in words, where it has no heading and stands beside others of another type. -->
  <xsl:function name="c:division-label" as="xs:string?">
    <xsl:param name="division" as="element()"/>
    <xsl:variable name="type" as="xs:string" select="lower-case(string($division[matches(local-name(), '^div[1-7]?$')]/@type))"/>
    <xsl:sequence select="
        if ($type and map:contains($c:division-words, $type) and empty($division/head) and normalize-space($division)
            and exists($division/(../* except .)[matches(local-name(), '^div[1-7]?$')][@type][lower-case(@type) ne $type]))
        then string-join(($c:division-words($type), $division[count(../*[lower-case(@type) = $type]) gt 1]/@xml:lang ! ('(' || . || ')')), ' ') else ()"/>
  </xsl:function>

  <!-- The words of a verse that stand before a part of it. -->
  <xsl:function name="c:before-part" as="xs:string">
    <xsl:param name="part" as="element(l)"/>
    <xsl:variable name="before" as="element(l)?" select="$part/preceding::l[1][@part = ('I', 'M')]"/>
    <xsl:sequence select="string-join(($before[@part = 'M'] ! c:before-part(.)[.], $before ! normalize-space(c:plain(., 'clean'))), ' ')"/>
  </xsl:function>

  <!-- Whether the document numbers its verses: then what is said of a verse is said by its number. -->
  <xsl:variable name="c:has-verse-numbers" as="xs:boolean">
    <xsl:variable name="verses" as="element()*" select="//text//l[not(ancestor::note or ancestor::quote or ancestor::rdg)]"/>
    <xsl:sequence select="count($verses[matches(@n, '\d')][c:is-number(@n)]) * 2 gt count($verses)"/>
  </xsl:variable>

  <!-- The numbers of the verses that an element stands in or holds: "8", "8–11"; empty where they have none. -->
  <xsl:function name="c:verses" as="xs:string?">
    <xsl:param name="element" as="element()"/>
    <xsl:variable name="verses" as="element(l)*" select="if (not($c:has-verse-numbers)) then () else ($element/ancestor::l[@n][1], $element//l[@n])"/>
    <xsl:sequence select="string-join(distinct-values(($verses[1], $verses[last()]) ! normalize-space(@n)), '–')[.]"/>
  </xsl:function>

  <!-- Whether an entry belongs to an apparatus that stands by itself. -->
  <xsl:function name="c:is-listed" as="xs:boolean">
    <xsl:param name="app" as="element()"/>
    <xsl:sequence select="exists($app/self::app/parent::*[self::listApp or self::div[@type = 'apparatus']]) and empty($app/ancestor::note)"/>
  </xsl:function>

  <!-- The line that an entry speaks of by its loc: the one of that number, or of the range's first, before it in the text. -->
  <xsl:function name="c:line-of" as="element()?">
    <xsl:param name="app" as="element(app)"/>
    <xsl:variable name="first" as="xs:string" select="replace(normalize-space($app/@loc), '^([\w.]+).*$', '$1')"/>
    <xsl:sequence select="$c:cited[self::lb or self::milestone or matches(local-name(), '^div[1-7]?$')][c:reference(.) = $first or normalize-space(@n) = $first][1]"/>
  </xsl:function>

</xsl:stylesheet>
