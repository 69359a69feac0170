<?xml version="1.0" encoding="UTF-8"?>
<!-- Notes: a sign at the words they speak of, the note at the end, linked both ways. The script sets them
     beside their lines where the window is wide, and unfolds them where it is narrow. -->
<xsl:stylesheet version="3.0" expand-text="yes" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:map="http://www.w3.org/2005/xpath-functions/map"
    xmlns:c="https://tei-edition.org/ns/xslt/common"
    xmlns:h="https://tei-edition.org/ns/xslt/html"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0"
    exclude-result-prefixes="#all">

  <xsl:variable name="h:notes" as="element()*" select="c:in-order((//standOff//note[map:contains($c:placed, generate-id(.))] | //text//(note[not(parent::app | parent::rdgGrp or c:is-line(.))][not($c:has-entries and map:contains($c:entry-parts, generate-id(.)))] | app[not(c:is-listed(.))] | witDetail))[not(ancestor::eg | ancestor::formula | ancestor::code[contains(., '&#10;')])])"/>
  <xsl:variable name="h:note-numbers" as="map(xs:string, xs:integer)" select="c:numbered($h:notes)"/>
  <!-- Signs are counted apart: notes that have a sign of their own are not counted. -->
  <xsl:variable name="h:sign-numbers" as="map(xs:string, xs:integer)" select="c:numbered($h:notes[empty(@n) or self::app])"/>

  <xsl:variable name="h:own-signs" as="element()*" select="$h:notes[self::note][@n]"/>

  <xsl:function name="h:note-number" as="xs:integer?">
    <xsl:param name="note" as="element()"/>
    <xsl:sequence select="$h:note-numbers(generate-id($note))"/>
  </xsl:function>

  <xsl:function name="h:sign" as="xs:string">
    <xsl:param name="note" as="element()"/>
    <xsl:sequence select="string((c:counted($h:sign-numbers(generate-id($note)), $h:own-signs), $note/@n)[1])"/>
  </xsl:function>

  <xsl:template match="note | witDetail" name="h:sign">
    <xsl:variable name="number" as="xs:integer?" select="h:note-number(.)"/>
    <xsl:choose>
      <xsl:when test="exists($number)">
        <a class="sign" id="n{$number}-ref" href="#n{$number}" role="doc-noteref" data-sign="{h:sign(.)}" aria-label="Note {h:sign(.)}"></a>
      </xsl:when>
      <!-- A note on readings that belong to no entry stays where it is. -->
      <xsl:otherwise><span class="note"><xsl:apply-templates/></span></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- What the record says between speeches is a line; within one it stands among the words. -->
  <xsl:template match="note[c:is-line(.)]" priority="3">
    <xsl:sequence select="' '[current()/parent::u]"/>
    <xsl:element name="{if (parent::u) then 'span' else 'p'}">
      <xsl:attribute name="class" select="'stage'"/>
      <xsl:call-template name="h:language"/>
      <xsl:apply-templates/>
    </xsl:element>
    <xsl:sequence select="' '[current()/parent::u]"/>
  </xsl:template>

  <!-- A note that follows a mark on the page hangs on it; any other between paragraphs stands alone. -->
  <xsl:mode name="h:hanging-note" on-no-match="fail"/>

  <xsl:template match="opener | ab" mode="h:hanging-note">
    <xsl:for-each select="c:hanging-note(.)">
      <xsl:call-template name="h:sign"/>
    </xsl:for-each>
  </xsl:template>

  <xsl:template match="(div | body | front | back | lg | list | sp | table | quote[p])/note" priority="1">
    <p class="aside"><xsl:call-template name="h:sign"/></p>
  </xsl:template>

  <xsl:template match="div/note[preceding-sibling::*[1][self::opener[not(dateline | salute | byline | signed | address)] or self::ab]]" priority="2"/>

  <xsl:mode name="h:notes" on-no-match="fail"/>

  <xsl:template match="/*" mode="h:notes" as="element()?">
    <xsl:if test="$h:notes">
      <section class="notes" id="notes" role="doc-endnotes" aria-labelledby="notes-title">
        <h2 id="notes-title">Notes</h2>
        <ol><xsl:apply-templates select="$h:notes" mode="h:notes"/></ol>
      </section>
    </xsl:if>
  </xsl:template>

  <xsl:template match="*" mode="h:notes" as="element()">
    <xsl:variable name="number" as="xs:integer" select="h:note-number(.)"/>
    <li id="n{$number}">
      <xsl:call-template name="h:language-of"><xsl:with-param name="language" select="c:language(.)"/></xsl:call-template>
      <a class="back" href="#n{$number}-ref" data-sign="{h:sign(.)}" role="doc-backlink" aria-label="Back to note {h:sign(.)} in the text"></a>
      <xsl:text> </xsl:text>
      <xsl:for-each select="self::note ! c:note-label(.)"><span class="label">{.}:</span>{' '}</xsl:for-each>
      <div class="note"><xsl:apply-templates select="." mode="h:note-body"/></div>
    </li>
  </xsl:template>

  <xsl:mode name="h:note-body" on-no-match="fail"/>

  <xsl:template match="*" mode="h:note-body">
    <xsl:apply-templates/>
  </xsl:template>

  <!-- An entry of a critical apparatus: "lemma W1] reading W2; other W3". -->
  <xsl:template match="app" mode="h:note-body">
    <xsl:variable name="readings" as="element()*" select="c:readings(.)"/>
    <xsl:for-each select="c:verses(.)[empty(current()[@loc or c:is-listed(.)])]"><span class="loc">{.}</span><xsl:text> </xsl:text></xsl:for-each>
    <xsl:for-each select="$readings/self::lem">
      <xsl:call-template name="h:reading"/>
      <xsl:call-template name="h:sigla"/>
      <xsl:text>] </xsl:text>
    </xsl:for-each>
    <xsl:if test="empty($readings/self::lem)">
      <xsl:for-each select="c:spanned(.)[.]">
        <span class="lemma">{.}</span>
        <xsl:text>] </xsl:text>
      </xsl:for-each>
    </xsl:if>
    <xsl:for-each select="$readings/self::rdg">
      <xsl:if test="position() gt 1">; </xsl:if>
      <xsl:call-template name="h:reading"/>
      <xsl:call-template name="h:sigla"/>
    </xsl:for-each>
    <xsl:for-each select="* except (lem | rdg | rdgGrp), rdgGrp/(* except (rdg | lem)), text()[normalize-space()]">
      <xsl:text> </xsl:text>
      <xsl:apply-templates select="if (self::note) then node() else ."/>
    </xsl:for-each>
  </xsl:template>

  <!-- The witnesses of a reading; those that the header has are links to what it says of them. -->
  <xsl:template name="h:sigla">
    <xsl:for-each select="c:cited-by(.)">
      <xsl:variable name="witness" as="element()?" select="c:witness(., $h:witnesses)"/>
      <xsl:text> </xsl:text>
      <xsl:choose>
        <xsl:when test="exists($witness)"><a class="siglum" href="#{h:witness-name($witness)}">{c:siglum($witness)}</a></xsl:when>
        <xsl:otherwise>{c:bare(.)}</xsl:otherwise>
      </xsl:choose>
    </xsl:for-each>
  </xsl:template>

  <xsl:variable name="h:witnesses" as="element()*" select="c:witnesses(/*/teiHeader)"/>
  <xsl:variable name="h:witness-numbers" as="map(xs:string, xs:integer)" select="c:numbered($h:witnesses)"/>

  <xsl:function name="h:witness-name" as="xs:string">
    <xsl:param name="witness" as="element()"/>
    <xsl:sequence select="'witness' || $h:witness-numbers(generate-id($witness))"/>
  </xsl:function>

  <!-- A reading in its entry. What stands in the text too is there with its signs and numbers: here its words are told. -->
  <xsl:template name="h:reading" as="element()">
    <xsl:variable name="is-told" as="xs:boolean" select="
        exists(. intersect c:base-reading(ancestor::app[1])) and exists(.//note | .//app | .//* intersect $h:marks)"/>
    <xsl:choose>
      <xsl:when test="empty(c:content(.))"><em>omitted</em></xsl:when>
      <xsl:when test="$is-told"><span class="{if (self::lem) then 'lemma' else 'rdg'}">{normalize-space(c:plain(., 'diplomatic'))}</span></xsl:when>
      <xsl:otherwise><xsl:element name="{h:box(.)}"><xsl:attribute name="class" select="if (self::lem) then 'lemma' else 'rdg'"/><xsl:apply-templates/></xsl:element></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

</xsl:stylesheet>
