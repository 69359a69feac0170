<?xml version="1.0" encoding="UTF-8"?>
<!-- Lists of persons, places, organisations, events and books in a text or beside it (TEI chapters 3 and 14), as an index or
     a bibliography sets them: what stands between the parts of an entry where the file has nothing but elements. -->
<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:map="http://www.w3.org/2005/xpath-functions/map"
    xmlns:c="https://tei-edition.org/ns/xslt/common"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0"
    exclude-result-prefixes="#all">

  <xsl:variable name="c:registers" as="element()*" select="(//text | //standOff)//(listPerson | listPlace | listOrg | listEvent | listBibl)[c:is-register(.)]"/>

  <xsl:function name="c:is-register" as="xs:boolean">
    <xsl:param name="list" as="element()"/>
    <xsl:sequence select="exists($list[self::listPerson or self::listPlace or self::listOrg or self::listEvent or self::listBibl]
        /(ancestor::text | ancestor::standOff)) and empty($list/ancestor::*[self::note or self::cell or self::head or self::item or self::bibl or self::msDesc])"/>
  </xsl:function>

  <xsl:variable name="c:register-frames" as="xs:string*" select="tokenize('person personGrp place org event biblStruct analytic monogr imprint series
      persName placeName orgName author editor birth death residence location affiliation education')"/>

  <!-- The frames of entries that have no words of their own between their parts. -->
  <xsl:variable name="c:register-entries" as="element()*" select="
      for $list in $c:registers[empty(ancestor::listPerson | ancestor::listPlace | ancestor::listOrg | ancestor::listEvent | ancestor::listBibl)]
      return $list//*[local-name() = $c:register-frames][empty(text()[normalize-space()])][empty(ancestor::*[self::note or self::bibl or self::p or self::desc or self::head])]"/>

  <xsl:function name="c:is-name" as="xs:boolean">
    <xsl:param name="part" as="element()?"/>
    <xsl:sequence select="exists($part[self::persName or self::placeName or self::orgName or self::name or self::geogName or self::eventName or self::label[parent::event]]
        [parent::person or parent::personGrp or parent::place or parent::org or parent::event])"/>
  </xsl:function>

  <!-- Whether a name is that under which its entry stands. -->
  <xsl:function name="c:is-headword" as="xs:boolean">
    <xsl:param name="part" as="element()"/>
    <xsl:sequence select="c:is-name($part) and empty($part/preceding-sibling::*[c:is-name(.)])"/>
  </xsl:function>

  <!-- What a part says that has no words: the day of birth or death in its attribute. -->
  <xsl:function name="c:dated" as="xs:string?">
    <xsl:param name="part" as="element()"/>
    <xsl:sequence select="$part[self::birth or self::death or self::floruit][not(normalize-space())]/(@when, @notBefore, @notAfter, @from, @to)[1]/string()"/>
  </xsl:function>

  <!-- What is set before and behind a part of such an entry. -->
  <xsl:function name="c:set-out" as="xs:string*">
    <xsl:param name="part" as="element()"/>
    <xsl:variable name="before" as="element()?" select="$part/preceding-sibling::*[normalize-space() or exists(c:dated(.))][1]"/>
    <xsl:variable name="dated" as="xs:string?" select="c:dated($part)"/>
    <xsl:variable name="around" as="xs:string*" select="
        if ($part/self::label[parent::event[@when or @from or @to]][c:is-headword(.)][not(matches(.., '\d{4}'))]) then (string-join(($part/../(@when, @from, @to)) ! string(), '–') || ': ', '')
        else if ($part/self::title[@level = 'a']) then (if (matches(normalize-space($part), '^[“„«&quot;‘]')) then ('', '') else ('“', '”'))
        else if (c:is-name($part) and not(c:is-headword($part))) then (if (c:is-name($before) and not(c:is-headword($before))) then '' else '(',
            if ($part/following-sibling::*[1][c:is-name(.)]) then '' else ')')
        else if ($part/self::birth or $part/self::death) then (
            string-join((if ($part/self::birth) then 'born' else 'died', 'in'[empty($dated)][not(matches($part, '\d'))]), ' ')
                [exists($dated) or matches(normalize-space($part), '^\d') or $part/(placeName | settlement)] ! (. || ' '), '', '')[position() le 2]
        else if ($part/self::idno[@type][not(matches(., '^https?:'))][not(starts-with(., @type))]) then ($part/@type || ' ', '')
        else ('', '')"/>
    <xsl:variable name="sign" as="xs:string" select="
        if (empty($before) or starts-with(local-name($part), 'list') or $part[self::list or self::table or self::p or self::ab or self::figure]) then ''
        else if (not(normalize-space($part)) and empty($dated)) then ''
        else if ($part/parent::*[self::persName or self::author or self::editor]) then (
            if ($part/self::roleName or $before/self::surname and empty($before/preceding-sibling::*[normalize-space()]) and $part/self::forename) then ', ' else ' ')
        else if (c:is-name($part)) then (if (c:is-headword($before)) then ' ' else ', ')
        else if ($part/self::author and $before/self::author or $part/self::editor and $before/self::editor) then ', '
        else if ($part[self::desc or self::note or self::idno or self::event or self::trait or self::state or self::monogr or self::imprint or self::series or self::title or self::respStmt
            or self::ref or self::ptr] or $before/self::author) then '. '
        else if ($part/self::publisher and $before/self::pubPlace) then ': '
        else ', '"/>
    <xsl:sequence select="(if (matches($before, '[.!?:;,…]\s*$') and $sign = ('. ', ', ')) then ' ' else $sign) || $around[1] || $dated, string($around[2])"/>
  </xsl:function>

  <!-- A person, place or book in a few words, the given name first. -->
  <xsl:function name="c:entry-name" as="xs:string?">
    <xsl:param name="entry" as="element()?"/>
    <xsl:variable name="name" as="element()?" select="$entry/(persName | placeName | orgName | name | label | title)[1]"/>
    <xsl:sequence select="normalize-space(if ($name[forename][surname]) then string-join(($name/forename, $name/nameLink, $name/surname), ' ') else string-join($name//text()[normalize-space()], ' '))[.]"/>
  </xsl:function>

  <!-- A relation that is said by attributes only, in words. -->
  <xsl:function name="c:related" as="xs:string">
    <xsl:param name="relation" as="element()"/>
    <xsl:variable name="who" as="function(attribute()?) as xs:string" select="function($at) {
        string-join(tokenize($at) ! (c:entry-name(key('c:named', substring-after(., '#'), root($relation))[1]), .)[1], ', ') }"/>
    <xsl:sequence select="string-join(($who($relation/(@active, @mutual)[1])[.], ($relation/@name, $relation/@type)[1] ! replace(., '^.*[#/]', ''), $who($relation/@passive)[.]), ' – ')"/>
  </xsl:function>

</xsl:stylesheet>
