<?xml version="1.0" encoding="UTF-8"?>
<!-- What a header says of a document, as one item: for citations, metadata, title pages and lists. -->
<xsl:stylesheet version="3.0" expand-text="yes" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:map="http://www.w3.org/2005/xpath-functions/map"
    xmlns:c="https://tei-edition.org/ns/xslt/common"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0"
    exclude-result-prefixes="#all">

  <!-- The item: title, authors, creators (the authors, or else who sent it), senders, recipients, date (ISO 8601), date-words, archive, shelfmark, location, publisher, URL, DOI and ARK (bare), link (the address that lasts longest),
       language (BCP 47), original (the name of the language that it was written in), abstract, rights, contributors (array of name and role), translators, id. -->
  <xsl:function name="c:item" as="map(xs:string, item()*)">
    <xsl:param name="doc" as="element()"/>
    <xsl:variable name="header" as="element()?" select="$doc/teiHeader"/>
    <xsl:variable name="date" as="element()?" select="($header/profileDesc/creation/date,
        $header/profileDesc/correspDesc/correspAction[@type = 'sent']/date, $header/fileDesc/sourceDesc//date[not(ancestor::*[@type = ('digitalSource', 'digital')])], $header/fileDesc/publicationStmt/date)[1]"/>
    <xsl:variable name="place" as="element()?" select="($header//msIdentifier)[1]"/>
    <xsl:variable name="contributors" as="map(*)*" select="
        for $person in $header/fileDesc/titleStmt/respStmt/(persName | orgName | name[not(@type = 'program')])[normalize-space()]
        return map { 'name': c:name($person), 'role': replace(normalize-space(string-join($person/../resp, ', ')), '\s*:$', '') },
        for $editor in $header/fileDesc/titleStmt/editor ! c:persons(.)
        return map { 'name': c:name($editor), 'role': 'editor' }"/>
    <xsl:variable name="sent" as="xs:string*" select="c:correspondents($header, 'sent')"/>
    <xsl:variable name="archive" as="xs:string?" select="$place/repository[1] ! normalize-space(.)"/>
    <xsl:variable name="numbers" as="element()*" select="$header/fileDesc/publicationStmt/idno"/>
    <xsl:variable name="doi" as="xs:string?" select="c:number($numbers, 'DOI', '10\.\d{4,9}/\S+')"/>
    <xsl:variable name="ark" as="xs:string?" select="c:number($numbers, 'ARK', 'ark:/?\d{5,9}/\S+')"/>
    <xsl:variable name="url" as="xs:string?" select="($numbers[matches(., '^\s*https?://\S+\s*$')])[1] ! normalize-space(.)"/>
    <xsl:variable name="shelfmark" as="xs:string?" select="($place/idno)[1] ! normalize-space(.)"/>
    <xsl:sequence select="map {
        'id': string(($doc/@xml:id, $header/fileDesc/publicationStmt/idno, 'record')[1]),
        'title': c:title($doc),
        'authors': $header/fileDesc/titleStmt/author ! c:persons(.) ! c:name(.),
        'creators': ($header/fileDesc/titleStmt/author ! c:persons(.) ! c:name(.), $sent[empty($header/fileDesc/titleStmt/author)]),
        'senders': $sent,
        'recipients': c:correspondents($header, 'received'),
        'date': ($date/(@when, @from, @notBefore, @to, @notAfter)[c:is-possible(.)])[1] ! string(),
        'date-words': $date ! normalize-space(.),
        'archive': $archive,
        'repository': string-join(($place/repository[1], $place/settlement[1], $place/country[1]) ! normalize-space(.)[.], ', ')[.],
        'funders': $header/fileDesc/titleStmt/funder ! normalize-space(.),
        'shelfmark': $shelfmark,
        'location': string-join((($place/repository/@key, $archive)[1], $shelfmark), ', ')[.],
        'publisher': ($header/fileDesc/publicationStmt/(publisher, authority, distributor)[normalize-space()])[1] ! normalize-space(.),
        'URL': $url,
        'DOI': $doi,
        'ARK': $ark,
        'link': ($doi ! c:resolver(.), $ark ! c:resolver(.), $url)[1],
        'language': ($doc/@xml:lang, $header/profileDesc/langUsage/language/@ident)[1] ! string(),
        'original': ($header//textLang[not(@mainLang = 'und')]/(text()[normalize-space()], @mainLang)[1])[1] ! normalize-space(.),
        'abstract': $header/profileDesc/abstract ! normalize-space(string-join(.//text(), ' ')),
        'rights': $header/fileDesc/publicationStmt/availability[normalize-space()] ! normalize-space(.),
        'contributors': array { $contributors },
        'translators': $contributors[matches(?role, 'transl', 'i')]?name
      }"/>
  </xsl:function>

  <!-- False for a month or a day that no calendar has; what is written in any other way is not judged. -->
  <xsl:function name="c:is-possible" as="xs:boolean">
    <xsl:param name="date" as="xs:string"/>
    <xsl:sequence select="not(matches($date, '^\d{4}-\d\d(-\d\d)?$')) or $date castable as xs:date or $date castable as xs:gYearMonth"/>
  </xsl:function>

  <!-- The first of the identifiers that is of the type, or an address of one. -->
  <xsl:function name="c:number" as="xs:string?">
    <xsl:param name="numbers" as="element()*"/>
    <xsl:param name="type" as="xs:string"/>
    <xsl:param name="form" as="xs:string"/>
    <xsl:sequence select="($numbers[upper-case(@type) eq $type or matches(., '^\s*https?://(dx\.)?(doi\.org|n2t\.net)/')]
        ! analyze-string(., $form)/Q{http://www.w3.org/2005/xpath-functions}match/string())[1]"/>
  </xsl:function>

  <!-- The persons of an author or editor: those that are named in it, where they are several. -->
  <xsl:function name="c:persons" as="element()+">
    <xsl:param name="element" as="element()"/>
    <xsl:variable name="named" as="element()*" select="$element/(persName | orgName | name)"/>
    <xsl:sequence select="if (count($named) gt 1) then $named else $element"/>
  </xsl:function>

  <!-- Who sent a document, or received it. -->
  <xsl:function name="c:correspondents" as="xs:string*">
    <xsl:param name="header" as="element()?"/>
    <xsl:param name="action" as="xs:string"/>
    <xsl:sequence select="distinct-values($header/profileDesc/correspDesc/correspAction[@type = $action]/(persName | orgName | name) ! c:name(.)[.])"/>
  </xsl:function>

  <!-- A name in words: its parts are no one word. -->
  <xsl:function name="c:name" as="xs:string">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="normalize-space(if ($element/text()[normalize-space()]) then $element
        else string-join($element//text(), if ($element/text() or $element//nameLink) then '' else ' '))"/>
  </xsl:function>

</xsl:stylesheet>
