<?xml version="1.0" encoding="UTF-8"?>
<!-- How a record is cited: what the header says as one item, and the item in the styles that people use.
     Names stay as the header gives them: nobody can tell from "Mao Zedong" which part comes first. -->
<xsl:stylesheet version="3.0" expand-text="yes" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:map="http://www.w3.org/2005/xpath-functions/map"
    xmlns:c="https://tei-edition.org/ns/xslt/common"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0"
    exclude-result-prefixes="#all">

  <!-- Chicago Manual of Style, 17th edition, 14.222 (manuscript collections), as a note. -->
  <xsl:function name="c:chicago" as="xs:string">
    <xsl:param name="item" as="map(*)"/>
    <xsl:variable name="parts" as="xs:string" select="string-join((
        c:list($item?authors),
        '“' || $item?title || ',”',
        $item?date-words[.] ! (. || ','),
        $item?location ! (. || ','),
        if (exists($item?translators)) then 'trans. ' || c:list($item?translators) || ',' else (),
        ($item?publisher ! (. || ','))), ' ')"/>
    <!-- Where nothing follows the title, the full stop stands in its quotation marks. -->
    <xsl:sequence select="
        if (ends-with($parts, ',”')) then (if ($item?link) then $parts || ' ' || $item?link || '.' else replace($parts, ',”$', '.”'))
        else replace($parts, ',$', '') || ($item?link ! (', ' || .)) || '.'"/>
  </xsl:function>

  <!-- MLA Handbook, 9th edition: core elements. -->
  <xsl:function name="c:mla" as="xs:string">
    <xsl:param name="item" as="map(*)"/>
    <xsl:sequence select="string-join((
        c:list($item?authors) ! (. || '.'),
        '“' || replace($item?title, '\.$', '') || '.”',
        string-join((
          if (exists($item?translators)) then 'Translated by ' || c:list($item?translators) else (),
          ($item?publisher, $item?date-words, $item?location, $item?link)[.]), ', ')[.] ! (. || '.')), ' ')"/>
  </xsl:function>

  <xsl:function name="c:bibtex" as="xs:string">
    <xsl:param name="item" as="map(*)"/>
    <xsl:variable name="fields" as="xs:string*" select="
        c:field('title', $item?title ! ('{' || c:tex(.) || '}')),
        c:field('author', string-join($item?creators ! ('{' || c:tex(.) || '}'), ' and ')[.]),
        c:field('date', $item?date),
        c:field('translator', string-join($item?translators ! ('{' || c:tex(.) || '}'), ' and ')[.]),
        c:field('library', $item?location ! c:tex(.)),
        c:field('publisher', $item?publisher ! c:tex(.)),
        c:field('langid', $item?language),
        c:field('doi', $item?DOI),
        c:field('url', $item?URL)"/>
    <xsl:sequence select="'@misc{' || $item?id || ',&#10;' || string-join($fields, ',&#10;') || '&#10;}'"/>
  </xsl:function>

  <xsl:function name="c:field" as="xs:string?">
    <xsl:param name="name" as="xs:string"/>
    <xsl:param name="value" as="xs:string?"/>
    <xsl:sequence select="$value[normalize-space()] ! ('  ' || $name || ' = {' || . || '}')"/>
  </xsl:function>

  <!-- Text for TeX: what means something to it is written as the character. -->
  <xsl:function name="c:tex" as="xs:string">
    <xsl:param name="text" as="xs:string"/>
    <xsl:sequence select="replace($text, '\\', '/') => replace('[{}]', '') => replace('([&amp;%$#_])', '\\$1')
        => replace('~', '\\textasciitilde ') => replace('\^', '\\textasciicircum ')"/>
  </xsl:function>

  <!-- RIS, as reference managers import it. -->
  <xsl:function name="c:ris" as="xs:string">
    <xsl:param name="item" as="map(*)"/>
    <xsl:sequence select="string-join((
        'TY  - MANSCPT',
        'TI  - ' || $item?title,
        $item?creators ! ('AU  - ' || .),
        $item?translators ! ('TA  - ' || .),
        $item?date ! ('DA  - ' || c:slashed(.)),
        $item?date ! ('PY  - ' || replace(., '^(-?\d+).*$', '$1')),
        $item?publisher ! ('PB  - ' || .),
        $item?archive ! ('AV  - ' || .),
        $item?shelfmark ! ('CN  - ' || .),
        $item?language ! ('LA  - ' || .),
        $item?abstract ! ('AB  - ' || .),
        $item?DOI ! ('DO  - ' || .),
        $item?URL ! ('UR  - ' || .),
        'ER  - '), '&#10;')"/>
  </xsl:function>

  <!-- "1951/02/03"; years before the common era keep their sign. -->
  <xsl:function name="c:slashed" as="xs:string">
    <xsl:param name="date" as="xs:string"/>
    <xsl:sequence select="replace($date, '(\d)-', '$1/')"/>
  </xsl:function>

  <!-- CSL-JSON, the input of citation processors. -->
  <xsl:function name="c:csl" as="map(*)">
    <xsl:param name="item" as="map(*)"/>
    <xsl:variable name="parts" as="xs:integer*" select="
        let $date := $item?date[matches(., '^-?\d{4,}(-\d\d){0,2}$')], $sign := if (starts-with($date, '-')) then -1 else 1
        return let $all := tokenize(replace($date, '^-', ''), '-')[.] ! xs:integer(.) return ($all[1] ! (. * $sign), tail($all))"/>
    <xsl:sequence select="map:merge((
        map { 'id': $item?id, 'type': 'manuscript', 'title': $item?title },
        if (exists($item?creators)) then map { 'author': array { $item?creators ! map { 'literal': . } } } else (),
        if (exists($item?recipients)) then map { 'recipient': array { $item?recipients ! map { 'literal': . } } } else (),
        if (exists($parts)) then map { 'issued': map { 'date-parts': array { array { $parts } } } }
          else $item?date-words[.] ! map { 'issued': map { 'literal': . } },
        if (exists($item?translators)) then map { 'translator': array { $item?translators ! map { 'literal': . } } } else (),
        $item?archive ! map { 'archive': . },
        $item?shelfmark ! map { 'archive_location': . },
        $item?publisher ! map { 'publisher': . },
        $item?language ! map { 'language': . },
        $item?abstract ! map { 'abstract': . },
        $item?DOI ! map { 'DOI': . },
        $item?URL ! map { 'URL': . }))"/>
  </xsl:function>

  <!-- "A, B, and C"; empty where there is none. -->
  <xsl:function name="c:list" as="xs:string?">
    <xsl:param name="names" as="xs:string*"/>
    <xsl:sequence select="
        if (count($names) gt 2) then string-join($names[position() lt last()], ', ') || ', and ' || $names[last()]
        else string-join($names, ' and ')[.]"/>
  </xsl:function>

</xsl:stylesheet>
