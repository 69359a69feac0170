<?xml version="1.0" encoding="UTF-8"?>
<!-- What of a text is read, and what is not: of a choice one part, of an apparatus entry one reading, of a
     substitution what was put in; deletions only where the document is shown as it is. This is the one place
     that decides it, for the page and for print. A reading is "clean" (as the editors read it) or
     "diplomatic" (as the document has it). -->
<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:c="https://tei-edition.org/ns/xslt/common"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0"
    exclude-result-prefixes="#all">

  <!-- Of the parts of a choice, those that are read. Where it has others than the pairs that TEI knows, nobody
       has said which is which, and all are. -->
  <xsl:function name="c:chosen" as="element()*">
    <xsl:param name="choice" as="element(choice)"/>
    <xsl:param name="reading" as="xs:string"/>
    <xsl:variable name="document" as="element()*" select="$choice/(sic | orig | abbr | am)"/>
    <xsl:variable name="editors" as="element()*" select="$choice/(corr | reg | expan | ex)"/>
    <xsl:variable name="wanted" as="element()*" select="if ($reading eq 'diplomatic') then $document else $editors"/>
    <!-- An empty corr or orig says that there is no word; an empty expan or abbr says nothing. -->
    <xsl:sequence select="
        if ($choice/(* except ($document, $editors))) then $choice/*
        else ($wanted[not(c:is-void(.))], $choice/*[not(c:is-void(.))], $choice/*)[1]"/>
  </xsl:function>

  <!-- Whether an element is an abbreviation or expansion that was never written. -->
  <xsl:function name="c:is-void" as="xs:boolean">
    <xsl:param name="part" as="element()"/>
    <xsl:sequence select="exists($part[self::abbr or self::expan or self::am or self::ex][not(*)][not(normalize-space())])"/>
  </xsl:function>

  <!-- Of the readings of an apparatus entry, the one that stands in the text: its lemma, else the first; none where
       the entry says by its attributes of which place it speaks, for there the text has its words already. -->
  <xsl:function name="c:base-reading" as="element()?">
    <xsl:param name="app" as="element(app)"/>
    <xsl:variable name="readings" as="element()*" select="c:readings($app)"/>
    <xsl:variable name="lemma" as="element()?" select="$readings[self::lem][1]"/>
    <xsl:choose>
      <xsl:when test="$app/(@from | @to)"/>
      <xsl:when test="$app/@loc"><xsl:sequence select="$lemma[not(c:repeats(.))]"/></xsl:when>
      <xsl:otherwise><xsl:sequence select="($lemma, $readings)[1]"/></xsl:otherwise>
    </xsl:choose>
  </xsl:function>

  <!-- Whether a lemma says once more what stands just before its entry. -->
  <xsl:function name="c:repeats" as="xs:boolean">
    <xsl:param name="lemma" as="element(lem)"/>
    <xsl:variable name="words" as="xs:string" select="normalize-space(c:plain($lemma, 'clean'))"/>
    <xsl:variable name="before" as="xs:string" select="normalize-space(string-join($lemma/ancestor::app[1]/preceding-sibling::node()))"/>
    <xsl:sequence select="$words ne '' and ends-with(' ' || $before, ' ' || $words)"/>
  </xsl:function>

  <!-- The words of an element in a reading, without its notes. -->
  <xsl:function name="c:plain" as="xs:string">
    <xsl:param name="element" as="node()"/>
    <xsl:param name="reading" as="xs:string"/>
    <xsl:variable name="left-out" as="element()*" select="$element//*[self::note or c:is-hidden(., $reading)]"/>
    <xsl:sequence select="string-join($element//(text() | lb | l)[empty($left-out) or empty(ancestor::* intersect $left-out)] ! (if (self::lb or self::l) then ' ' else string()))"/>
  </xsl:function>

  <!-- The notes within an element, but those within one another. -->
  <xsl:function name="c:notes-of" as="element()*">
    <xsl:param name="element" as="element()"/>
    <xsl:variable name="notes" as="element()*" select="$element//note"/>
    <xsl:sequence select="$notes[empty(ancestor::note intersect $notes)]"/>
  </xsl:function>

  <!-- The lemma and the readings of an entry, in and out of groups, in their order; none of an entry within it. -->
  <xsl:function name="c:readings" as="element()*">
    <xsl:param name="app" as="element(app)"/>
    <xsl:sequence select="$app/(lem | rdg | rdgGrp/descendant::*[self::lem or self::rdg][ancestor::app[1] is $app])"/>
  </xsl:function>

  <!-- What an entry says of its readings, which belongs to it and not to the text. -->
  <xsl:function name="c:remarks" as="element()*">
    <xsl:param name="app" as="element(app)"/>
    <xsl:sequence select="$app/(. | rdgGrp | rdgGrp/descendant::rdgGrp[ancestor::app[1] is $app])/(note | wit | witDetail)"/>
  </xsl:function>

  <!-- What stands on the pages and is no part of the text: running heads, catchwords, signatures. Within readings it is words like others. -->
  <xsl:variable name="c:forme-work" as="element(fw)*" select="//text//fw[node()]
      [empty(ancestor::*[self::fw or self::note or self::app or self::choice or self::subst or self::eg or self::formula or self::code or self::figDesc or self::witDetail])]"/>

  <!-- Whether an element, by itself, is left out of a reading. The cuts of the rendition are in none. -->
  <xsl:function name="c:is-hidden" as="xs:boolean">
    <xsl:param name="element" as="element()"/>
    <xsl:param name="reading" as="xs:string"/>
    <xsl:choose>
      <xsl:when test="$element/parent::choice">
        <xsl:sequence select="empty($element intersect c:chosen($element/.., $reading))"/>
      </xsl:when>
      <xsl:when test="$element[self::note or self::wit or self::witDetail]/(parent::app | parent::rdgGrp)">
        <xsl:sequence select="true()"/>
      </xsl:when>
      <xsl:when test="$element[self::lem or self::rdg][ancestor::app]">
        <xsl:sequence select="empty($element intersect c:base-reading($element/ancestor::app[1]))"/>
      </xsl:when>
      <xsl:when test="$element[self::del or self::surplus or self::secl]">
        <xsl:sequence select="$reading eq 'clean'"/>
      </xsl:when>
      <!-- What is on the pages beside the text is no part of it. -->
      <xsl:when test="$element/self::fw">
        <xsl:sequence select="exists($element intersect $c:forme-work)"/>
      </xsl:when>
      <xsl:when test="$element/self::pb">
        <xsl:sequence select="$reading eq 'clean' or $element/@ed = 'rendition'"/>
      </xsl:when>
      <xsl:otherwise>
        <xsl:sequence select="false()"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:function>

  <!-- Whether a node stands in a reading: neither it nor what it stands in is left out. -->
  <xsl:function name="c:is-read" as="xs:boolean">
    <xsl:param name="node" as="node()"/>
    <xsl:param name="reading" as="xs:string"/>
    <xsl:sequence select="every $element in $node/ancestor-or-self::*
        [self::del or self::surplus or self::secl or self::pb or self::fw or parent::choice or parent::app or parent::rdgGrp]
        satisfies not(c:is-hidden($element, $reading))"/>
  </xsl:function>

  <!-- A text in one reading: TEI in, TEI out. Choices, substitutions and entries are dissolved, and what is not
       read is gone; where something that has an @xml:id went, an anchor keeps the place. -->
  <xsl:function name="c:read" as="node()*">
    <xsl:param name="nodes" as="node()*"/>
    <xsl:param name="reading" as="xs:string"/>
    <xsl:apply-templates select="$nodes" mode="c:read">
      <xsl:with-param name="reading" select="$reading" tunnel="yes"/>
    </xsl:apply-templates>
  </xsl:function>

  <xsl:mode name="c:read" on-no-match="shallow-copy"/>

  <xsl:template match="*" mode="c:read" as="node()*">
    <xsl:param name="reading" as="xs:string" tunnel="yes"/>
    <xsl:variable name="is-hidden" as="xs:boolean" select="c:is-hidden(., $reading)"/>
    <xsl:choose>
      <xsl:when test="$is-hidden">
        <xsl:sequence select="descendant-or-self::*/@xml:id ! c:anchor(.)"/>
      </xsl:when>
      <xsl:when test="self::choice or self::subst or self::app or ancestor::app and (self::lem or self::rdg or self::rdgGrp)">
        <xsl:sequence select="@xml:id ! c:anchor(.)"/>
        <!-- White space between the parts is layout. -->
        <xsl:apply-templates select="if (self::lem or self::rdg) then node() else node()[not(self::text()[not(normalize-space())])]" mode="c:read"/>
      </xsl:when>
      <xsl:otherwise>
        <xsl:copy>
          <xsl:apply-templates select="@*, node()" mode="c:read"/>
        </xsl:copy>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:function name="c:anchor" as="element(anchor)">
    <xsl:param name="id" as="attribute()"/>
    <anchor xmlns="http://www.tei-c.org/ns/1.0"><xsl:copy-of select="$id"/></anchor>
  </xsl:function>

</xsl:stylesheet>
