<?xml version="1.0" encoding="UTF-8"?>
<!-- Entries of dictionaries (TEI chapter 9): which parts begin a line, what numbers they have, and the punctuation between
     parts where the file has none of its own: page and print set the same words. -->
<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:map="http://www.w3.org/2005/xpath-functions/map"
    xmlns:c="https://tei-edition.org/ns/xslt/common"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0"
    exclude-result-prefixes="#all">

  <xsl:variable name="c:entries" as="element()*" select="(//entry | //entryFree | //superEntry)[not(ancestor::entry or ancestor::entryFree or ancestor::superEntry)][not(ancestor::p or ancestor::note)]"/>
  <xsl:variable name="c:has-entries" as="xs:boolean" select="exists($c:entries) or exists($c:register-entries)"/>

  <!-- The elements that an entry is built of. -->
  <xsl:variable name="c:frames" as="xs:string*" select="tokenize('entry entryFree superEntry nestedEntry hom sense form gramGrp re cit xr etym dictScrap')"/>

  <!-- The frames without punctuation of their own, by generate-id(): an entry that was typed as it is printed has its own. -->
  <xsl:variable name="c:unpunctuated" as="map(xs:string, xs:boolean)">
    <xsl:map>
      <xsl:for-each select="$c:entries">
        <xsl:variable name="frames" as="element()*" select="descendant-or-self::*[local-name() = $c:frames][not(ancestor::note)]"/>
        <xsl:variable name="is-typed" as="xs:boolean" select="exists($frames[not(self::xr or self::etym or self::cit)]/text()[normalize-space()])"/>
        <xsl:for-each select="$frames">
          <xsl:map-entry key="generate-id()" select="not($is-typed) and empty(text()[normalize-space()])"/>
        </xsl:for-each>
      </xsl:for-each>
      <xsl:for-each select="$c:register-entries except $c:entries//*">
        <xsl:map-entry key="generate-id()" select="true()"/>
      </xsl:for-each>
    </xsl:map>
  </xsl:variable>

  <!-- The parts of all entries, by generate-id(): what stands before and behind the words of each. -->
  <xsl:variable name="c:entry-parts" as="map(xs:string, xs:string*)">
    <xsl:map>
      <xsl:for-each select="$c:entries/descendant-or-self::*[map:contains($c:unpunctuated, generate-id())]">
        <xsl:variable name="unpunctuated" as="xs:boolean" select="$c:unpunctuated(generate-id())"/>
        <xsl:for-each select="*[not(self::pc or self::lb or self::pb or self::cb or self::milestone or self::anchor or self::note or self::gap or self::app)]">
          <xsl:map-entry key="generate-id()" select="if ($unpunctuated) then c:set-off(.) else (c:space-before(.), '')"/>
        </xsl:for-each>
      </xsl:for-each>
      <xsl:for-each select="($c:register-entries except $c:entries//*)/*[not(self::pc or self::lb or self::pb or self::cb or self::milestone or self::anchor)]">
        <xsl:map-entry key="generate-id()" select="c:set-out(.)"/>
      </xsl:for-each>
    </xsl:map>
  </xsl:variable>

  <!-- Whether a text is white space between the parts of an entry, which stand apart by what is set between them. -->
  <xsl:function name="c:is-entry-layout" as="xs:boolean">
    <xsl:param name="text" as="text()"/>
    <xsl:variable name="unpunctuated" as="xs:boolean?" select="$c:unpunctuated(generate-id($text/..))"/>
    <xsl:sequence select="exists($unpunctuated) and not(normalize-space($text))
        and ($unpunctuated or exists(($text/preceding-sibling::*[1], $text/following-sibling::*[1])[c:begins-line(.)]))"/>
  </xsl:function>

  <!-- Parts that the file sets against each other have a space between them. -->
  <xsl:function name="c:space-before" as="xs:string">
    <xsl:param name="part" as="element()"/>
    <xsl:variable name="before" as="element()?" select="$part/preceding-sibling::node()[1][self::*]"/>
    <xsl:sequence select="if (exists($before) and not(c:begins-line($part)) and ((c:is-part($part) and c:is-part($before)) or $part[parent::xr or parent::etym] and (c:is-part($part) or c:is-part($before)))) then ' ' else ''"/>
  </xsl:function>

  <xsl:function name="c:is-part" as="xs:boolean">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="$c:phrases(local-name($element)) = 'part' or local-name($element) = $c:frames or exists($element/self::quote)"/>
  </xsl:function>

  <!-- What is set before and behind a part in an entry without punctuation. -->
  <xsl:function name="c:set-off" as="xs:string*">
    <xsl:param name="part" as="element()"/>
    <xsl:variable name="before" as="element()?" select="$part/preceding-sibling::*[not(self::lb or self::pb or self::cb or self::milestone or self::anchor or self::note)][1]"/>
    <xsl:variable name="brackets" as="xs:string*" select="c:brackets($part)"/>
    <xsl:variable name="arrow" as="xs:string" select="if ($part/self::xr[not(lbl)][not(text()[normalize-space()])]) then '→ ' else ''"/>
    <xsl:variable name="between" as="xs:string" select="
        if (c:begins-line($part) or empty($before) and not($part/self::sense or $part/self::hom)) then ''
        else if ($before[c:begins-line(.)]) then ''
        else if (empty($before)) then ''
        else if (c:is-inflected($part) and c:is-inflected($before)) then ', '
        else if (exists($brackets) or matches($before, '[.!?]\s*$') and $part[self::xr or self::cit or self::def] and $before[self::cit or self::def]) then ' '
        else if ($part/self::cit[c:cited-as(.) = 'example'] and $before[self::def or self::cit or self::quote]) then (if ($before/self::cit[c:cited-as(.) = 'example']) then '; ' else ': ')
        else if ($part/self::cit and $before/self::quote) then ' '
        else if (local-name($part) eq local-name($before) and $part[self::cit or self::quote or self::form or self::orth or self::pron or self::ref or self::ptr]
            and (empty($part/self::cit) or c:cited-as($part) eq c:cited-as($before))) then ', '
        else if ($part[self::def or self::cit or self::xr] and $before[self::def or self::cit or self::xr or self::sense]) then '; '
        else ' '"/>
    <xsl:sequence select="$between || $brackets[1] || $arrow, string($brackets[2])"/>
  </xsl:function>

  <xsl:function name="c:cited-as" as="xs:string">
    <xsl:param name="cit" as="element()"/>
    <xsl:sequence select="if (matches($cit/@type, '^trans')) then 'translation' else if ($cit/@type = ('example', 'ex', 'quotation', 'attestation') or empty($cit/@type)) then 'example' else string($cit/@type)"/>
  </xsl:function>

  <xsl:function name="c:is-inflected" as="xs:boolean">
    <xsl:param name="part" as="element()?"/>
    <xsl:sequence select="exists($part/self::form[matches(@type, '^infl|^paradigm')])"/>
  </xsl:function>

  <!-- The brackets of a part, where its words have none. -->
  <xsl:function name="c:brackets" as="xs:string*">
    <xsl:param name="part" as="element()"/>
    <xsl:sequence select="
        if (matches(normalize-space($part), '^([\[/(‘“«&quot;].*)?$')) then ()
        else if ($part/self::pron or $part/self::etym) then ('[', ']')
        else if ($part/self::bibl[parent::cit]) then ('(', ')')
        else if (c:is-inflected($part)) then (if (c:is-inflected($part/preceding-sibling::*[1])) then '' else '(', if (c:is-inflected($part/following-sibling::*[1])) then '' else ')')
        else if ($part/self::gloss[parent::etym]) then ('‘', '’')
        else ()"/>
  </xsl:function>

  <!-- Whether a part begins a line of its own. -->
  <xsl:function name="c:begins-line" as="xs:boolean">
    <xsl:param name="part" as="element()"/>
    <xsl:sequence select="
        if ($part[ancestor::p or ancestor::note]) then false()
        else if ($part[self::entry or self::entryFree or self::superEntry or self::nestedEntry or self::re]) then true()
        else if ($part[self::sense or self::hom]) then exists($part/@n[normalize-space()]) or exists(($part/../*[local-name() eq local-name($part)])[2])
        else if ($part[self::xr or self::etym or self::cit or self::dictScrap][not(parent::sense or parent::xr or parent::etym or parent::cit or parent::form)][$c:unpunctuated(generate-id(..))])
            then exists($part/preceding-sibling::*[self::sense or self::hom or self::re or self::entry][c:begins-line(.)])
        else false()"/>
  </xsl:function>

  <!-- How far in a line begins: 0 for an entry. -->
  <xsl:function name="c:entry-depth" as="xs:integer">
    <xsl:param name="part" as="element()"/>
    <xsl:sequence select="min((6, max((count($part/ancestor::*[local-name() = $c:frames][c:begins-line(.)]), $part/@level[. castable as xs:integer] ! xs:integer(.)))))"/>
  </xsl:function>

  <!-- The number of a sense or homonym: its own, else, of several, that of its place; none where its words begin with it. -->
  <xsl:function name="c:entry-number" as="xs:string?">
    <xsl:param name="part" as="element()"/>
    <xsl:variable name="own" as="xs:string" select="normalize-space($part/@n)"/>
    <xsl:variable name="all" as="element()*" select="$part[self::sense or self::hom]/../*[local-name() eq local-name($part)]"/>
    <xsl:variable name="words" as="xs:string" select="normalize-space($part)"/>
    <xsl:sequence select="
        if (not($part[self::sense or self::hom])) then ()
        else if ($own) then $own[not(starts-with(replace($words, '^[(\[]', ''), $own) and not(matches(substring(replace($words, '^[(\[]', ''), string-length($own) + 1), '^[\p{L}\d]')))]
        else if (empty($all[2]) or exists($all/@n) or exists($all[matches(normalize-space(.), '^([(\[]?\d|[(\[]?[a-zIVX]{1,3}[.)])')])) then ()
        else format-integer(index-of($all ! generate-id(.), generate-id($part)), if ($part/self::hom) then 'I' else if ($part/parent::sense) then 'a' else '1')"/>
  </xsl:function>

  <xsl:key name="c:headwords" match="entry | entryFree" use="normalize-space((form/orth)[1])"/>

  <!-- The number that tells an entry from others of the same headword. -->
  <xsl:function name="c:homograph" as="xs:string?">
    <xsl:param name="entry" as="element()"/>
    <xsl:sequence select="$entry[form/orth[normalize-space()]]/@n[matches(., '^\d{1,2}$')][exists(key('c:headwords', normalize-space(($entry/form/orth)[1]), root($entry))[2])]/string()"/>
  </xsl:function>

</xsl:stylesheet>
