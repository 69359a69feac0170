<?xml version="1.0" encoding="UTF-8"?>
<!-- Notes: a sign at the words they speak of, the note at the end, linked both ways. -->
<xsl:stylesheet version="3.0" expand-text="yes" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:c="https://tei-edition.org/ns/xslt/common"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0"
    exclude-result-prefixes="xs c">

  <xsl:function name="c:note-id" as="xs:string">
    <xsl:param name="note" as="element(note)"/>
    <xsl:sequence select="'note-' || (count($note/preceding::note[ancestor::text] | $note/ancestor::note) + 1)"/>
  </xsl:function>

  <xsl:template match="note" name="sign">
    <xsl:variable name="id" as="xs:string" select="c:note-id(.)"/>
    <sup class="sign"><a id="{$id}-ref" href="#{$id}" aria-label="Note {c:note-sign(.)}">{c:note-sign(.)}</a></sup>
  </xsl:template>

  <!-- A note that follows a mark on the page hangs on it; any other between paragraphs stands alone. -->
  <xsl:mode name="hanging-note" on-no-match="fail"/>

  <xsl:template match="opener | ab" mode="hanging-note">
    <xsl:variable name="note" as="element()?" select="following-sibling::*[1][self::note]"/>
    <xsl:for-each select="$note">
      <xsl:call-template name="sign"/>
    </xsl:for-each>
  </xsl:template>

  <xsl:template match="div/note" priority="1">
    <p class="aside">Note <xsl:call-template name="sign"/></p>
  </xsl:template>

  <xsl:template match="div/note[preceding-sibling::*[1][self::opener or self::ab]]" priority="2"/>

  <xsl:mode name="notes" on-no-match="fail"/>

  <xsl:template match="text" mode="notes" as="element()?">
    <xsl:if test=".//note">
      <section class="notes" aria-labelledby="notes">
        <h2 id="notes">Notes</h2>
        <ul><xsl:apply-templates select=".//note" mode="notes"/></ul>
      </section>
    </xsl:if>
  </xsl:template>

  <xsl:template match="note" mode="notes" as="element()">
    <xsl:variable name="id" as="xs:string" select="c:note-id(.)"/>
    <li id="{$id}">
      <a class="back" href="#{$id}-ref" aria-label="Back to note {c:note-sign(.)} in the text">{c:note-sign(.)}</a>
      <xsl:text> </xsl:text>
      <xsl:for-each select="c:note-label(.)"><span class="label">{.}:</span>{' '}</xsl:for-each>
      <span class="note"><xsl:apply-templates/></span>
    </li>
  </xsl:template>

</xsl:stylesheet>
