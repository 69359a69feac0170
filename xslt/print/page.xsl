<?xml version="1.0" encoding="UTF-8"?>
<!-- The title opening: title, date, place, participants, shelfmark, summary, source note; then the text. -->
<xsl:stylesheet version="3.0" expand-text="yes" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:map="http://www.w3.org/2005/xpath-functions/map"
    xmlns:c="https://tei-edition.org/ns/xslt/common"
    xmlns:t="https://tei-edition.org/ns/xslt/typst"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0"
    exclude-result-prefixes="#all">

  <!-- What tells the names of this document from those of others in the same volume. -->
  <xsl:param name="t:id" as="xs:string" select="'r'"/>
  <!-- The edition that the document is part of, in words with its DOI; empty where it has none. -->
  <xsl:param name="t:edition" as="xs:string" select="''"/>
  <!-- The text that is printed: clean, with an apparatus; or diplomatic. -->
  <xsl:param name="t:text" as="xs:string" select="'clean'"/>
  <xsl:variable name="t:is-diplomatic" as="xs:boolean" select="$t:text eq 'diplomatic'"/>
  <!-- As xslt/common/reading.xsl calls it. -->
  <xsl:variable name="t:reading" as="xs:string" select="if ($t:is-diplomatic) then 'diplomatic' else 'clean'"/>

  <xsl:template match="/">
    <xsl:apply-templates select="TEI | teiCorpus"/>
  </xsl:template>

  <xsl:template match="/TEI | /teiCorpus">
    <xsl:variable name="item" as="map(*)" select="c:item(.)"/>
    <xsl:variable name="creation" as="element()?" select="(teiHeader/profileDesc/creation[.//placeName or .//settlement], teiHeader/profileDesc/creation)[1]"/>
    <!-- Of a letter it is said who sent it to whom: who is heard in it besides, as found by the program, is no part of its title. -->
    <xsl:variable name="is-sent" as="xs:boolean" select="exists(teiHeader/profileDesc/correspDesc/correspAction/(persName | orgName | name))"/>
    <!-- The persons of a play are no participants. -->
    <xsl:variable name="speakers" as="xs:string*" select="distinct-values(.//text//sp/@who ! tokenize(.))"/>
    <xsl:variable name="people" as="xs:string*" select="distinct-values(teiHeader/profileDesc/
        (particDesc//person[not('#' || @xml:id = $speakers)][not(@sameAs and $is-sent)], correspDesc/correspAction)/(persName | orgName | name) ! c:name(.)[.])"/>
    <xsl:text>#record((</xsl:text>
    <xsl:text>id: {t:string($t:id)}, </xsl:text>
    <xsl:text>title: {t:string($item?title)}, </xsl:text>
    <xsl:text>date: {t:string($item?date-words)}, </xsl:text>
    <xsl:text>place: {t:string(normalize-space(($creation//(placeName | settlement))[1]))}, </xsl:text>
    <xsl:text>people: {t:strings($people)}, </xsl:text>
    <xsl:text>shelfmark: {t:string($item?location)}, </xsl:text>
    <xsl:text>language: {t:string(t:language((@xml:lang, text/@xml:lang)[1]))}, </xsl:text>
    <xsl:text>direction: {if (c:is-right-to-left($t:record-language)) then 'rtl' else 'ltr'}, </xsl:text>
    <xsl:text>summary: {t:strings(teiHeader/profileDesc/abstract/* ! normalize-space(.))}, </xsl:text>
    <xsl:variable name="rights" as="xs:string?" select="$item?rights[string-length(.) gt 300]"/>
    <xsl:text>source: {t:strings(t:source($item)[not(. = $rights)])}, </xsl:text>
    <xsl:text>rights: {t:string($rights)}, </xsl:text>
    <!-- Where verses have numbers, the lines of this print have none. -->
    <xsl:if test="$t:is-verse and $c:has-verse-numbers">verses-numbered: true, </xsl:if>
    <xsl:if test="$t:index">index: {$t:index}, </xsl:if>
    <xsl:text>key: (</xsl:text>
    <xsl:apply-templates select="." mode="t:key"/>
    <xsl:text>)))[&#10;</xsl:text>
    <xsl:apply-templates select="c:parts(.)"/>
    <xsl:call-template name="t:forme-work"/>
    <xsl:for-each select="teiHeader">
      <xsl:sequence select="t:description('Witnesses', c:witnesses(.) ! c:row(c:siglum(.), c:witness-words(.))),
          t:description('Description', fileDesc/sourceDesc//(msDesc | object)[not(ancestor::witness or ancestor::msDesc or ancestor::listBibl)] ! c:described(.))"/>
    </xsl:for-each>
    <xsl:text>]&#10;</xsl:text>
  </xsl:template>

  <!-- The source note: where the document lies, who made the edition, where it was published, on what terms. -->
  <xsl:function name="t:source" as="xs:string*">
    <xsl:param name="item" as="map(*)"/>
    <xsl:variable name="people" as="xs:string*" select="
        for $role in distinct-values($item?contributors?*?role)
        return string-join((c:upper-first(c:by($role))[.], c:names($item?contributors?*[?role eq $role]?name)), ': ')"/>
    <xsl:sequence select="
        string-join((string-join(($item?repository, $item?shelfmark), ', ')[.], $item?original ! ('original in ' || .)), '; ') ! ('Source: ' || .)[$item?repository or $item?shelfmark],
        string-join(($people, $item?funders ! ('Funder: ' || .)), '. ')[.],
        string-join(($item?publisher, $item?link), ', ')[.],
        $t:edition[.],
        $item?rights"/>
  </xsl:function>

  <!-- What the header says of the source at length stands behind the text, row by row as on the page. -->
  <xsl:function name="t:description" as="xs:string?">
    <xsl:param name="title" as="xs:string"/>
    <xsl:param name="rows" as="map(xs:string, xs:string)*"/>
    <xsl:if test="exists($rows)">
      <xsl:sequence select="'&#10;&#10;#description(' || t:string($title) || ', (' || string-join($rows ! ('(' || t:string(?label) || ', ' || t:string(?words) || '), ')) || '));&#10;&#10;'"/>
    </xsl:if>
  </xsl:function>

  <xsl:template match="TEI/teiHeader | teiCorpus/teiHeader"/>

  <xsl:template match="teiCorpus/TEI | teiCorpus/teiCorpus">
    <xsl:apply-templates select="c:parts(.)"/>
  </xsl:template>

</xsl:stylesheet>
