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
    <xsl:variable name="date" as="element()?" select="c:date($header)"/>
    <xsl:variable name="iso" as="xs:string?" select="($date/(@when, @from, @notBefore, @to, @notAfter))[normalize-space()][c:is-possible(.)][1] ! string()"/>
    <xsl:variable name="place" as="element()?" select="($header//msIdentifier)[1]"/>
    <xsl:variable name="contributors" as="map(*)*" select="
        for $person in $header/fileDesc/titleStmt/respStmt/(persName | orgName | name[not(@type = 'program')])[normalize-space()]
        return map { 'name': c:name($person), 'role': replace(normalize-space(string-join($person/../resp, ', ')), '\s*:$', '') },
        for $editor in $header/fileDesc/titleStmt/editor ! c:persons(.)
        return map { 'name': c:name($editor), 'role': 'editor' }[?name],
        for $principal in $header/fileDesc/titleStmt/principal ! c:persons(.)
        return map { 'name': c:name($principal), 'role': 'principal' }[?name]"/>
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
        'authors': $header/fileDesc/titleStmt/author ! c:persons(.) ! c:name(.)[.],
        'creators': ($header/fileDesc/titleStmt/author ! c:persons(.) ! c:name(.)[.], $sent[empty($header/fileDesc/titleStmt/author)]),
        'senders': $sent,
        'recipients': c:correspondents($header, 'received'),
        'date': (c:julian-month($date), $iso)[1],
        'date-words': ($date ! c:date-words(.)[.], $iso)[1],
        'archive': $archive,
        'repository': $place ! c:holding(.),
        'funders': $header/fileDesc/titleStmt/funder ! c:names-of(.)[.],
        'shelfmark': $shelfmark,
        'location': string-join((($place/repository/@key, $archive)[1], $shelfmark), ', ')[.],
        'publisher': ($header/fileDesc/publicationStmt/(publisher, authority, distributor)[normalize-space()])[1] ! c:names-of(.),
        'URL': $url,
        'DOI': $doi,
        'ARK': $ark,
        'link': ($doi ! c:resolver(.), $ark ! c:resolver(.), $url)[1],
        'language': ($doc/@xml:lang, $header/profileDesc/langUsage/language/@ident)[1] ! string(),
        'original': ($header//textLang[not(@mainLang = 'und')]/(text()[normalize-space()], @mainLang)[1])[1] ! normalize-space(.),
        'abstract': string-join($header/profileDesc/abstract ! normalize-space(c:paragraphs(.))[.], ' ')[.],
        'rights': string-join($header/fileDesc/publicationStmt/availability ! normalize-space(.)[.], ' ')[.],
        'contributors': array { $contributors },
        'translators': $contributors[matches(?role, 'transl', 'i')]?name
      }"/>
  </xsl:function>

  <!-- The text of an element of the header: paragraphs and the like are apart, what stands in a line is not. -->
  <xsl:function name="c:paragraphs" as="xs:string">
    <xsl:param name="element" as="element()"/>
    <xsl:variable name="apart" as="xs:string?" select="' '[$element[self::p or self::ab or self::l or self::head or self::item or self::cell or self::label or self::list or self::lg or self::lb]]"/>
    <xsl:sequence select="string-join(($apart, $element/(* | text()) ! (if (. instance of element()) then c:paragraphs(.) else string(.)), $apart))"/>
  </xsl:function>

  <!-- Who keeps it, and where. -->
  <xsl:function name="c:holding" as="xs:string?">
    <xsl:param name="place" as="element()"/>
    <xsl:sequence select="string-join(distinct-values(($place/repository[1], $place/institution[1], $place/settlement[1], $place/region[1], $place/country[1]) ! normalize-space(.)[.]), ', ')[.]"/>
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

  <!-- The date of the document: when it was written, sent or made, else that of the source that it was printed or recorded in;
       never that of a digital source or of the publication of this file. -->
  <xsl:function name="c:date" as="element()?">
    <xsl:param name="header" as="element()?"/>
    <xsl:variable name="source" as="element()*" select="$header/fileDesc/sourceDesc"/>
    <xsl:variable name="books" as="element()*" select="$source//(bibl | biblStruct | biblFull)[not(ancestor::msDesc or ancestor::listWit or ancestor::object or ancestor::biblStruct or ancestor::biblFull or ancestor::listBibl[*[2][not(self::head)]])]
        [not(matches(string-join((@type, @subtype), ' '), 'digital|electronic|online|web', 'i'))]"/>
    <xsl:sequence select="($header/profileDesc/creation/(date, origDate), $header/profileDesc/correspDesc/correspAction[@type = 'sent']/date,
        $source//(origDate | date[ancestor::origin[ancestor::msDesc] or ancestor::recordingStmt])[not(ancestor::listWit)],
        $books[self::bibl]//date[ancestor::bibl[1] intersect $books], $books[not(self::bibl)]//date)[normalize-space() or @when or @from or @notBefore or @to or @notAfter][1]"/>
  </xsl:function>

  <!-- The persons or bodies of an author, editor or publisher: those that are named in it. Names of another language or
       type than the first, or with the same address, are the same person's. -->
  <xsl:function name="c:persons" as="element()+">
    <xsl:param name="element" as="element()"/>
    <xsl:variable name="named" as="element()*" select="$element/(persName | orgName | name)[normalize-space()]"/>
    <xsl:variable name="first" as="element()?" select="$named[1]"/>
    <xsl:variable name="others" as="element()*" select="$named[position() gt 1][string(@xml:lang) eq string($first/@xml:lang)][self::orgName or string(@type) eq string($first/@type)]
        [not((@ref, @key)[1] = ($first/@ref, $first/@key)[1])]"/>
    <xsl:sequence select="if (empty($named)) then $element else ($first, $others)"/>
  </xsl:function>

  <xsl:function name="c:names-of" as="xs:string">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="string-join(c:persons($element) ! c:name(.)[.], ', ')"/>
  </xsl:function>

  <!-- Who sent a document, or received it. -->
  <xsl:function name="c:correspondents" as="xs:string*">
    <xsl:param name="header" as="element()?"/>
    <xsl:param name="action" as="xs:string"/>
    <xsl:sequence select="distinct-values($header/profileDesc/correspDesc/correspAction[@type = $action]/(persName | orgName | name) ! c:name(.)[.])"/>
  </xsl:function>

  <!-- A name in words: its parts are no one word, and what else is said of its bearer is none of it. -->
  <xsl:function name="c:name" as="xs:string">
    <xsl:param name="element" as="element()"/>
    <xsl:variable name="own" as="text()*" select="$element//text()[not(ancestor::*[self::idno or self::affiliation or self::email or self::address or self::roleName or self::note or self::ptr] intersect $element//*)]"/>
    <xsl:variable name="texts" as="text()*" select="if (normalize-space(string-join($own))) then $own else $element//text()"/>
    <xsl:variable name="is-mixed" as="xs:boolean" select="exists($element/text()[normalize-space()])"/>
    <xsl:variable name="words" as="xs:string" select="normalize-space(string-join($texts, if ($is-mixed) then '' else ' '))"/>
    <xsl:sequence select="replace(if ($element//nameLink) then replace($words, '([''’])\s', '$1') else $words, '[\s,;:(]+$', '')"/>
  </xsl:function>

  <!-- Names in a row; where one is inverted ("Lind, Ana"), commas would run them together. -->
  <xsl:function name="c:names" as="xs:string">
    <xsl:param name="names" as="xs:string*"/>
    <xsl:sequence select="string-join($names, if (some $name in $names satisfies contains($name, ',')) then '; ' else ', ')"/>
  </xsl:function>

  <!-- What somebody did to a document, before a colon and the name. -->
  <xsl:function name="c:by" as="xs:string">
    <xsl:param name="role" as="xs:string"/>
    <xsl:sequence select="(map { 'Contribution of the document': 'Contributed by', 'Provision of the document': 'Provided by' }($role), $role)[1]"/>
  </xsl:function>

</xsl:stylesheet>
