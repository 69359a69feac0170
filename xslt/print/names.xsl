<?xml version="1.0" encoding="UTF-8"?>
<!-- Names that the index of the print gives: each leaves a mark where it stands. Which they are, in which order and
     under which headings, the program says (publish/paper/names.py); where they are, names.typ. -->
<xsl:stylesheet version="3.0" expand-text="yes" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:map="http://www.w3.org/2005/xpath-functions/map"
    xmlns:c="https://tei-edition.org/ns/xslt/common"
    xmlns:t="https://tei-edition.org/ns/xslt/typst"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0"
    exclude-result-prefixes="#all">

  <!-- The ids of the entries in the index, parted by blanks; its rows as Typst has them, which stay as they are; whether
       it gives names that refer to no entry, by their words. -->
  <xsl:param name="t:indexed" as="xs:string" select="''"/>
  <xsl:param name="t:index" as="xs:string" select="''"/>
  <xsl:param name="t:all-names" as="xs:string" select="'no'"/>
  <xsl:variable name="t:index-keys" as="map(xs:string, xs:boolean)" select="map:merge(tokenize($t:indexed) ! map:entry(., true()))"/>
  <xsl:variable name="t:is-indexed" as="xs:boolean" select="map:size($t:index-keys) gt 0 or $t:all-names eq 'yes'"/>

  <xsl:template match="(persName | placeName | orgName | name | rs)[$t:is-indexed][ancestor::text]" priority="2">
    <xsl:variable name="entries" as="xs:string*" select="distinct-values(tokenize(@ref)[starts-with(., '#')] ! substring(., 2)[map:contains($t:index-keys, .)])"/>
    <xsl:variable name="keys" as="xs:string*" select="if (exists($entries)) then $entries else self::*[$t:all-names eq 'yes'][self::persName or self::placeName or self::orgName]/t:key-by-words(.)"/>
    <xsl:choose>
      <xsl:when test="exists($keys)">
        <xsl:variable name="words" as="xs:string"><xsl:value-of><xsl:next-match/></xsl:value-of></xsl:variable>
        <!-- The mark stands behind the first word, which never goes to another line than the mark does. -->
        <xsl:variable name="first" as="xs:string" select="if (matches($words, '^#&quot;[^&quot;\\ ]+ ')) then substring-before($words, ' ') || '&quot;;' else ''"/>
        <xsl:value-of select="if ($first) then $first else $words"/>
        <xsl:text>#named({t:string($t:id)}, {t:strings($keys)}{t:name-place(.) ! (', at: ' || t:string(.))});</xsl:text>
        <xsl:value-of select="if ($first) then '#&quot; ' || substring-after($words, ' ') else ''"/>
      </xsl:when>
      <xsl:otherwise><xsl:next-match/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- Where a name stands, unless it is in a line of the text. -->
  <xsl:function name="t:name-place" as="xs:string?">
    <xsl:param name="name" as="element()"/>
    <xsl:sequence select="if ($name/ancestor::note[not(c:is-line(.))]) then 'note' else if ($t:is-verse and $c:has-verse-numbers) then 'page' else ()"/>
  </xsl:function>

  <!-- The key of a name that refers to no entry; ids hold no blanks. -->
  <xsl:function name="t:key-by-words" as="xs:string?">
    <xsl:param name="name" as="element()"/>
    <xsl:variable name="words" as="xs:string" select="if ($name[forename or surname][not(text()[normalize-space()])]) then c:name($name) else normalize-space(c:plain($name))"/>
    <xsl:sequence select="(local-name($name) || ' ' || $words)[$words]"/>
  </xsl:function>

</xsl:stylesheet>
