<?xml version="1.0" encoding="UTF-8"?>
<!-- People, places and organisations of the register, and who speaks (TEI chapters 3.3.3, 7.2.2, 14). -->
<xsl:stylesheet version="3.0" expand-text="yes" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:map="http://www.w3.org/2005/xpath-functions/map"
    xmlns:c="https://tei-edition.org/ns/xslt/common"
    xmlns:h="https://tei-edition.org/ns/xslt/html"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0"
    exclude-result-prefixes="#all">

  <!-- The pages of the entries that the document refers to: "id=address", parted by blanks. -->
  <xsl:param name="h:entries" as="xs:string" select="''"/>
  <xsl:variable name="h:entry-pages" as="map(xs:string, xs:string)"
      select="map:merge(tokenize($h:entries) ! map:entry(substring-before(., '='), substring-after(., '=')))"/>
  <xsl:variable name="h:register" as="map(xs:string, element())" select="map:merge(
      /*/standOff/(listPerson | listPlace | listOrg)/*[@xml:id] ! map:entry(string(@xml:id), .), map { 'duplicates': 'use-first' })"/>

  <!-- The id of the entry that a name points at, where that has a page. -->
  <xsl:function name="h:entry" as="xs:string?">
    <xsl:param name="name" as="element()"/>
    <xsl:sequence select="tokenize($name/@ref)[starts-with(., '#')] ! substring(., 2)[map:contains($h:entry-pages, .)][map:contains($h:register, .)]"/>
  </xsl:function>

  <!-- A name leads to the page of its entry; the card that shows it says the same as the list at the end. -->
  <xsl:template match="(persName | placeName | orgName | name | rs)[@ref][exists(h:entry(.))]" priority="1">
    <xsl:variable name="id" as="xs:string" select="h:entry(.)[1]"/>
    <xsl:variable name="words" as="node()*"><xsl:apply-templates/></xsl:variable>
    <xsl:for-each-group select="$words" group-adjacent="exists(descendant-or-self::*:a)">
      <xsl:choose>
        <xsl:when test="current-grouping-key() or not(normalize-space(string-join(current-group())))"><xsl:copy-of select="current-group()"/></xsl:when>
        <xsl:otherwise>
          <a class="name {$h:register($id)/local-name()}" href="{$h:entry-pages($id)}" aria-describedby="entry-{$id}"><xsl:copy-of select="current-group()"/></a>
        </xsl:otherwise>
      </xsl:choose>
    </xsl:for-each-group>
  </xsl:template>

  <!-- The words of a header, its names as links. -->
  <xsl:mode name="h:linked" on-no-match="text-only-copy"/>

  <xsl:template match="(persName | placeName | orgName | name | rs)[@ref][exists(h:entry(.))]" mode="h:linked">
    <xsl:variable name="id" as="xs:string" select="h:entry(.)[1]"/>
    <a class="name {$h:register($id)/local-name()}" href="{$h:entry-pages($id)}" aria-describedby="entry-{$id}"><xsl:value-of select="normalize-space()"/></a>
  </xsl:template>

  <xsl:function name="h:has-entries" as="xs:boolean">
    <xsl:param name="part" as="element()"/>
    <xsl:sequence select="exists($part/descendant-or-self::*[@ref][exists(h:entry(.))])"/>
  </xsl:function>

  <!-- A link in a link is none: the outer one stays. -->
  <xsl:template match="(ref | head//ref)//(persName | placeName | orgName | name | rs)" priority="2">
    <xsl:apply-templates/>
  </xsl:template>

  <!-- The lists that hold nothing but entries with pages are shown as links; what else stands there stays. -->
  <xsl:template match="standOff[map:size($h:entry-pages) gt 0]" priority="1">
    <xsl:variable name="rest" as="element()*" select="* except (listPerson | listPlace | listOrg)[every $entry in * satisfies (map:contains($h:entry-pages, string($entry/@xml:id)) or h:is-bare($entry))]"/>
    <xsl:if test="$rest//text()[normalize-space()][not(ancestor::note[map:contains($c:placed, generate-id(.))])]">
      <section class="stand-off"><xsl:call-template name="h:language"/><xsl:apply-templates select="$rest"/></section>
    </xsl:if>
  </xsl:template>

  <!-- An entry that only keeps an id which an editor named: all that it says is a form, which the text says already. -->
  <xsl:function name="h:is-bare" as="xs:boolean">
    <xsl:param name="entry" as="element()"/>
    <xsl:sequence select="exists($entry[@xml:id][count(*) eq 1]/(persName | placeName | orgName)[@type = 'form'])"/>
  </xsl:function>

  <xsl:mode name="h:named" on-no-match="shallow-skip"/>

  <xsl:template match="/*" mode="h:named" as="element()?">
    <xsl:variable name="entries" as="element()*" select="standOff/(listPerson | listPlace | listOrg)/*[map:contains($h:entry-pages, string(@xml:id))]"/>
    <xsl:if test="exists($entries)">
      <section class="named" id="named" aria-labelledby="named-title">
        <h2 id="named-title">Named in this record</h2>
        <xsl:for-each-group select="$entries" group-by="local-name()">
          <h3>{map { 'person': 'People', 'place': 'Places', 'org': 'Organisations' }(current-grouping-key())}</h3>
          <ul>
            <xsl:for-each select="current-group()">
              <xsl:sort select="(persName | placeName | orgName)[1]/lower-case(.)"/>
              <li id="entry-{@xml:id}">
                <span><a href="{$h:entry-pages(@xml:id)}">{(persName | placeName | orgName)[1]}</a></span>
                <xsl:if test="h:told(.)"><span class="about">{', ' || h:told(.)}</span></xsl:if>
              </li>
            </xsl:for-each>
          </ul>
        </xsl:for-each-group>
      </section>
    </xsl:if>
  </xsl:template>

  <!-- What a line about an entry says: when it lived, what it was. -->
  <xsl:function name="h:told" as="xs:string">
    <xsl:param name="entry" as="element()"/>
    <xsl:variable name="lived" as="xs:string*" select="$entry/birth/h:year(.), $entry/death/h:year(.)"/>
    <xsl:variable name="offices" as="xs:string*" select="$entry/(occupation | state) ! (normalize-space(.) || (if (@from or @to) then ' ' || @from || '–' || @to else ''))"/>
    <xsl:sequence select="string-join((
        if ($entry/birth and $entry/death) then string-join($lived, '–') else ($entry/birth ! ('born ' || h:year(.)), $entry/death ! ('died ' || h:year(.))),
        string-join($offices, '; ')[.]), '. ')"/>
  </xsl:function>

  <xsl:function name="h:year" as="xs:string">
    <xsl:param name="event" as="element()"/>
    <xsl:sequence select="if (matches($event/@when, '^\d{4}')) then substring($event/@when, 1, 4) else normalize-space($event)"/>
  </xsl:function>

  <!-- speech -->

  <!-- Who speaks, the most talkative first, and the words of each: what is quoted within a turn is part of that (publish/mentions.py). -->
  <xsl:variable name="h:all-said" as="element()*" select="//text//(said | q | quote | sp)[@who][not(ancestor::sp/@who)]"/>
  <xsl:variable name="h:speech" as="map(xs:string, xs:integer)" select="map:merge(for $speech in $h:all-said return map:entry(substring(tokenize($speech/@who)[1], 2),
      count(tokenize(h:spoken($speech)))), map { 'duplicates': 'combine' }) ! map:merge(for $id in map:keys(.) return map:entry($id, xs:integer(sum(.($id)))))"/>
  <xsl:variable name="h:speakers" as="xs:string*" select="sort(map:keys($h:speech)[map:contains($h:register, .)], (), function($id) { -$h:speech($id), $id })"/>
  <!-- So many speakers can be chosen; the style sheet knows them by number. -->
  <xsl:variable name="h:most-speakers" as="xs:integer" select="9"/>

  <!-- The words that are spoken, without notes, the names of speakers, and what happens meanwhile. -->
  <xsl:function name="h:spoken" as="xs:string">
    <xsl:param name="speech" as="element()"/>
    <xsl:variable name="parts" as="element()*" select="if ($speech/self::sp) then $speech/* except $speech/(note | speaker | stage) else $speech"/>
    <xsl:sequence select="string-join($parts ! string-join(.//text()[not(ancestor::*[self::note or self::speaker or self::stage][. >> $speech])]), ' ')"/>
  </xsl:function>

  <!-- The classes by which the words of one speaker stand out; none where nobody of the register speaks. -->
  <xsl:function name="h:by" as="xs:string*">
    <xsl:param name="speech" as="element()"/>
    <xsl:variable name="place" as="xs:integer?" select="index-of($h:speakers, substring(tokenize($speech/@who)[1], 2))"/>
    <xsl:sequence select="$place ! ('said', 'by-' || min((., $h:most-speakers)))"/>
  </xsl:function>

  <xsl:function name="h:speaker-name" as="xs:string">
    <xsl:param name="id" as="xs:string"/>
    <xsl:variable name="name" as="xs:string" select="normalize-space($h:register($id)/persName[1])"/>
    <xsl:sequence select="(substring-before($name, ',')[.], $name)[1]"/>
  </xsl:function>

  <xsl:template match="(said | q | quote)[@who][$h:speakers = substring(tokenize(@who)[1], 2)][not(p | lg | ab | l | quote or parent::div or parent::body or parent::epigraph or parent::cit)]" priority="1.5">
    <xsl:variable name="id" as="xs:string" select="substring(tokenize(@who)[1], 2)"/>
    <xsl:variable name="number" as="xs:integer" select="min((index-of($h:speakers, $id), $h:most-speakers))"/>
    <xsl:variable name="block" as="element()?" select="ancestor::*[self::p or self::ab or self::item or self::l][1]"/>
    <xsl:variable name="before" as="element()?" select="($block//(said | q | quote)[@who][. &lt;&lt; current()])[last()]"/>
    <xsl:if test="not($before/@who = @who or ancestor::sp/@who = @who)">
      <span class="who by-{$number}" role="img" data-who="{h:speaker-name($id)}" aria-label="{h:speaker-name($id)}:"></span>
    </xsl:if>
    <q class="{string-join((local-name()[. ne 'said'], h:by(.)), ' ')}"><xsl:call-template name="h:language"/><xsl:apply-templates/></q>
  </xsl:template>

  <xsl:mode name="h:speakers" on-no-match="shallow-skip"/>

  <!-- What can be switched: the marks of names, and whose words stand out. It works without a script. -->
  <xsl:template match="/*" mode="h:speakers" as="element()?">
    <xsl:if test="exists($h:speakers) or map:size($h:entry-pages) gt 0">
      <details class="speakers" id="speakers">
        <summary>{if (exists($h:speakers)) then 'Speakers and names' else 'Who is named'}</summary>
        <xsl:if test="map:size($h:entry-pages) gt 0">
          <p><label><input type="checkbox" id="mark-names" autocomplete="off"/> Highlight the names in the text</label></p>
        </xsl:if>
        <xsl:if test="exists($h:speakers)">
          <table>
            <thead><tr><th scope="col">Show words by</th><th scope="col">Words</th><th scope="col">Passages</th></tr></thead>
            <tbody>
              <tr><td><label><input type="radio" name="speaker" id="by-0" checked="checked" autocomplete="off"/> Everybody</label></td><td>{sum($h:speakers ! $h:speech(.))}</td><td>{count($h:all-said)}</td></tr>
              <xsl:for-each select="$h:speakers">
                <xsl:variable name="id" as="xs:string" select="."/>
                <tr>
                  <td>
                    <xsl:choose>
                      <xsl:when test="position() le $h:most-speakers"><label><input type="radio" name="speaker" id="by-{position()}" autocomplete="off"/>{' ' || h:speaker-name($id)}</label></xsl:when>
                      <xsl:otherwise>{h:speaker-name($id)}</xsl:otherwise>
                    </xsl:choose>
                  </td>
                  <td>{$h:speech($id)}</td>
                  <td>{count($h:all-said[tokenize(@who)[1] = '#' || $id])}</td>
                </tr>
              </xsl:for-each>
            </tbody>
          </table>
        </xsl:if>
      </details>
    </xsl:if>
  </xsl:template>

</xsl:stylesheet>
