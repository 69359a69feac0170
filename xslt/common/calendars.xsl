<?xml version="1.0" encoding="UTF-8"?>
<!-- Calendars of dates (TEI chapter 14.4): what a page says of a date whose words are not of the Gregorian one. -->
<xsl:stylesheet version="3.0" expand-text="yes" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:map="http://www.w3.org/2005/xpath-functions/map"
    xmlns:c="https://tei-edition.org/ns/xslt/common"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0"
    exclude-result-prefixes="#all">

  <!-- The words of a date; where they are of one other calendar, with the Gregorian day or the name of the calendar behind
       them: tei_edition/tei/calendars.py says the same of the dates in lists. -->
  <xsl:function name="c:date-words" as="xs:string">
    <xsl:param name="date" as="element()"/>
    <xsl:variable name="words" as="xs:string" select="normalize-space($date)"/>
    <xsl:variable name="names" as="xs:string*" select="c:calendars($date)"/>
    <xsl:variable name="day" as="xs:string?" select="c:new-style($date)"/>
    <xsl:variable name="new" as="xs:string?" select="$day ! (if (contains($words, tokenize(.)[last()])) then replace(., ' \d+$', '') else .)"/>
    <xsl:sequence select="
        if (not($words) or count($names) ne 1) then $words
        else if ($new) then (if (matches($words, $c:old-style, 'i')) then replace($words, '\)$', '') || (if (ends-with($words, ')')) then '; ' else ' (')
            else $words || ' (Old Style; ') || $new || ' New Style)'
        else if (c:is-julian($date) and not(matches($words, $c:old-style, 'i')) and
            $date/(@when, @from, @to, @notBefore, @notAfter) ! replace(., '^-', '')[string-length() gt 4] => exists()) then $words || ' (Old Style)'
        else if (c:is-julian($date) or matches($names, 'gregorian', 'i') or contains(lower-case($words), lower-case($names))) then $words
        else $words || ' (' || $names || ')'"/>
  </xsl:function>

  <xsl:variable name="c:old-style" as="xs:string" select="'old style|o\.\s?s|julian|ст\.\s?ст|стар\w+ стил'"/>

  <!-- What a date in the text says beside its words: the Gregorian day of a Julian one; of another calendar its name and
       what the file has in it. -->
  <xsl:function name="c:calendar-note" as="xs:string?">
    <xsl:param name="date" as="element()"/>
    <xsl:variable name="names" as="xs:string*" select="c:calendars($date)"/>
    <xsl:variable name="new" as="xs:string?" select="c:new-style($date)"/>
    <xsl:variable name="custom" as="xs:string?" select="$date/(@when-custom, @from-custom, @notBefore-custom, @to-custom, @notAfter-custom)[normalize-space()][1] ! normalize-space(.)"/>
    <xsl:sequence select="
        if ($new and count($names) eq 1) then 'Old Style; ' || $new || ' New Style'
        else if (exists($names[2]) or (every $name in $names satisfies matches($name, 'gregorian', 'i')) and empty($custom)) then ()
        else string-join((($names, 'another calendar'[empty($names)])[1], $custom), ': ')"/>
  </xsl:function>

  <!-- The names of the calendars that a date points at: what the header says of each, else the last part of the pointer. -->
  <xsl:function name="c:calendars" as="xs:string*">
    <xsl:param name="date" as="element()"/>
    <xsl:for-each select="if (normalize-space($date/@calendar)) then tokenize($date/@calendar) else $date/@datingMethod[normalize-space()][$date/@when-custom] ! tokenize(.)[1]">
      <xsl:variable name="calendar" as="element()?" select="key('c:calendar', replace(., '^.*#', ''), root($date))[1]"/>
      <xsl:sequence select="($calendar ! normalize-space(.)[.], replace(., '^.*[#/:]', ''))[.][1]"/>
    </xsl:for-each>
  </xsl:function>

  <xsl:key name="c:calendar" match="calendar" use="@xml:id"/>

  <!-- Whether a date is of the Julian calendar, and of no other. -->
  <xsl:function name="c:is-julian" as="xs:boolean">
    <xsl:param name="date" as="element()"/>
    <xsl:variable name="names" as="xs:string*" select="c:calendars($date)"/>
    <xsl:sequence select="count($names) eq 1 and matches($names || ' ' || $date/@calendar, 'julian|old style|o\.\s?s\.', 'i')"/>
  </xsl:function>

  <!-- The Gregorian day of a date that is of the Julian calendar, in words. -->
  <xsl:function name="c:new-style" as="xs:string?">
    <xsl:param name="date" as="element()"/>
    <xsl:variable name="day" as="xs:date?" select="$date[c:is-julian(.)]/@when[matches(., '^\d{4}-\d\d-\d\d$')][. castable as xs:date] ! xs:date(.)"/>
    <xsl:variable name="months" as="xs:string*" select="tokenize('January February March April May June July August September October November December')"/>
    <xsl:sequence select="$day ! (day-from-date(.) || ' ' || $months[month-from-date($day)] || ' ' || year-from-date(.))"/>
  </xsl:function>

  <!-- The month ("1905-09") that is printed where a date is a month of the Julian calendar, and encoded by the days that it lies between. -->
  <xsl:function name="c:julian-month" as="xs:string?">
    <xsl:param name="date" as="element()?"/>
    <xsl:sequence select="$date[c:is-julian(.)][@notBefore castable as xs:date and @notAfter castable as xs:date]
        [days-from-duration(xs:date(@notAfter) - xs:date(@notBefore)) = 27 to 30][day-from-date(xs:date(@notBefore)) = 11 to 15]
        ! substring(@notBefore, 1, 7)"/>
  </xsl:function>

</xsl:stylesheet>
