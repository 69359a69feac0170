<?xml version="1.0" encoding="UTF-8"?>
<!-- Third pass: from rules to an XSLT 3.0 stylesheet that reports in SVRL (ISO/IEC 19757-3, annex D).

     All patterns share one walk through the document. A rule is a template; the one that stands
     first in the schema has the highest priority, and each hands the node on to the next with
     xsl:next-match, telling which patterns are done with it: of each pattern only the first rule that
     matches a node fires. -->
<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:out="https://tei-edition.org/ns/xslt/schematron/out"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:err="http://www.w3.org/2005/xqt-errors"
    xmlns:map="http://www.w3.org/2005/xpath-functions/map"
    xmlns:sch="http://purl.oclc.org/dsdl/schematron"
    xmlns:svrl="http://purl.oclc.org/dsdl/svrl"
    xmlns:s="https://tei-edition.org/ns/xslt/schematron"
    exclude-result-prefixes="sch">

  <xsl:namespace-alias stylesheet-prefix="out" result-prefix="xsl"/>
  <xsl:output method="xml" encoding="UTF-8"/>
  <xsl:mode name="s:check" on-no-match="fail"/>
  <xsl:mode name="s:message" on-no-match="shallow-skip"/>

  <!-- A phase by its id, #ALL, or #DEFAULT for the one that the schema names. -->
  <xsl:param name="s:phase" as="xs:string" select="'#DEFAULT'"/>

  <xsl:variable name="s:schema" as="element(sch:schema)" select="/sch:schema"/>

  <xsl:variable name="s:wanted" as="xs:string" select="
      if ($s:phase ne '#DEFAULT') then $s:phase else ($s:schema/@defaultPhase, '#ALL')[1]"/>

  <xsl:variable name="s:active" as="element(sch:phase)?" select="$s:schema/sch:phase[@id = $s:wanted]"/>

  <xsl:variable name="s:patterns" as="element(sch:pattern)*" select="
      if ($s:wanted eq '#ALL') then $s:schema/sch:pattern
      else if (exists($s:active)) then $s:schema/sch:pattern[@id = $s:active/sch:active/@pattern]
      else error(xs:QName('s:phase'), 'there is no phase with the name ' || $s:wanted)"/>

  <!-- XPath 1.0 is what a schema is in that does not say otherwise. -->
  <xsl:variable name="s:version" as="xs:string" select="
      if (lower-case($s:schema/@queryBinding) = ('xslt2', 'xslt3', 'xpath2', 'xpath3', 'xpath31'))
      then '3.0' else '1.0'"/>

  <xsl:template match="/sch:schema" as="element()">
    <out:stylesheet version="3.0" exclude-result-prefixes="#all">
      <xsl:call-template name="s:namespaces"/>
      <out:output method="xml" encoding="UTF-8"/>
      <out:mode name="s:rules" on-no-match="deep-skip"/>
      <!-- True where the report names each rule that fired, not only what was found. -->
      <out:param name="full" select="'no'"/>
      <xsl:call-template name="s:place"/>
      <xsl:copy-of select="xsl:* except xsl:output"/>
      <xsl:apply-templates select="sch:let[not(@name = $s:active/sch:let/@name)], $s:active/sch:let"
          mode="s:check"/>
      <xsl:apply-templates select="$s:patterns/sch:let[s:shared(.)]" mode="s:check"/>
      <xsl:apply-templates select="." mode="s:report"/>
      <xsl:variable name="rules" as="element(sch:rule)*" select="$s:patterns/sch:rule"/>
      <xsl:for-each select="$rules">
        <xsl:apply-templates select="." mode="s:check">
          <xsl:with-param name="priority" select="last() - position() + 1"/>
        </xsl:apply-templates>
      </xsl:for-each>
    </out:stylesheet>
  </xsl:template>

  <!-- Where a node is: its path in a full report; else the number of its element in the document, or its own
       among comments and instructions, since path() counts siblings again for each of them. -->
  <xsl:template name="s:place">
    <out:variable name="s:numbers" as="map(*)"
        select="Q{{http://www.w3.org/2005/xpath-functions/map}}merge(
            //* ! Q{{http://www.w3.org/2005/xpath-functions/map}}entry(generate-id(.), position()))"/>
    <out:variable name="s:asides" as="map(*)"
        select="Q{{http://www.w3.org/2005/xpath-functions/map}}merge(
            (//comment() | //processing-instruction())
            ! Q{{http://www.w3.org/2005/xpath-functions/map}}entry(generate-id(.), position()))"/>
    <out:function name="s:place" as="Q{{http://www.w3.org/2001/XMLSchema}}string?">
      <out:param name="node" as="node()?"/>
      <out:variable name="element" select="($node/self::*, $node/..)[1]"/>
      <out:variable name="number" select="$s:numbers(generate-id($element))"/>
      <out:sequence select="
          if ($full eq 'yes') then path($node)
          else if ($node/(self::comment() | self::processing-instruction()))
          then '~' || $s:asides(generate-id($node))
          else if (empty($number)) then path($node)
          else if ($node/self::*) then '#' || $number
          else if ($node/self::attribute()) then '#' || $number || '/@Q{{' || namespace-uri($node) || '}}' || local-name($node)
          else '#' || $number || '/text()[' || count($node/preceding-sibling::text()) + 1 || ']'"/>
    </out:function>
  </xsl:template>

  <xsl:template name="s:namespaces">
    <xsl:variable name="prefixes" as="xs:string*" select="sch:ns/@prefix/string()"/>
    <xsl:for-each select="sch:ns[not(@prefix = preceding-sibling::sch:ns/@prefix)][@prefix ne '']">
      <xsl:namespace name="{@prefix}" select="string(@uri)"/>
    </xsl:for-each>
    <!-- Functions are called by prefixes that no ns declares, xs: and map: above all. -->
    <xsl:variable name="home" as="element()" select="."/>
    <xsl:for-each select="in-scope-prefixes(.)[not(. = ('', 'xml', 'xsl', $prefixes))]">
      <xsl:namespace name="{.}" select="namespace-uri-for-prefix(., $home)"/>
    </xsl:for-each>
  </xsl:template>

  <!-- A pattern's variable serves the whole stylesheet, its contexts too, unless another has its name. -->
  <xsl:function name="s:shared" as="xs:boolean">
    <xsl:param name="let" as="element(sch:let)"/>
    <xsl:sequence select="count(($s:schema/sch:let, $s:active/sch:let, $s:patterns/sch:let)
        [@name = $let/@name]) eq 1"/>
  </xsl:function>

  <!-- the report -->

  <xsl:template match="sch:schema" mode="s:report" as="element()">
    <out:template match="/">
      <out:variable name="s:found" as="element(s:fired)*">
        <out:apply-templates select="{s:walk()}" mode="s:rules"/>
      </out:variable>
      <!-- map:merge with 'combine' would copy what it has for each that comes. -->
      <out:variable name="s:by-pattern" as="map(xs:integer, element()*)">
        <out:map>
          <out:for-each-group select="$s:found" group-by="xs:integer(@pattern)">
            <out:map-entry key="current-grouping-key()" select="current-group() ! *"/>
          </out:for-each-group>
        </out:map>
      </out:variable>
      <svrl:schematron-output>
        <xsl:apply-templates select="@schemaVersion" mode="s:literal"/>
        <xsl:if test="sch:title">
          <xsl:attribute name="title" select="s:literal(normalize-space(sch:title))"/>
        </xsl:if>
        <xsl:if test="exists($s:active)">
          <xsl:attribute name="phase" select="$s:wanted"/>
        </xsl:if>
        <xsl:for-each select="sch:ns">
          <svrl:ns-prefix-in-attribute-values>
            <xsl:apply-templates select="@prefix, @uri" mode="s:literal"/>
          </svrl:ns-prefix-in-attribute-values>
        </xsl:for-each>
        <xsl:for-each select="$s:patterns">
          <svrl:active-pattern>
            <xsl:apply-templates select="@id, @role" mode="s:literal"/>
            <xsl:if test="sch:title">
              <xsl:attribute name="name" select="s:literal(normalize-space(sch:title))"/>
            </xsl:if>
          </svrl:active-pattern>
          <out:sequence select="$s:by-pattern({position()})"/>
        </xsl:for-each>
      </svrl:schematron-output>
    </out:template>
  </xsl:template>

  <!-- The kinds of nodes that a context may be about: elements always, others where one speaks of them. -->
  <xsl:function name="s:walk" as="xs:string">
    <xsl:variable name="contexts" as="xs:string" select="string-join($s:patterns/sch:rule/@context, ' ')"/>
    <xsl:variable name="any" as="xs:boolean" select="matches($contexts, 'node\s*\(')"/>
    <xsl:sequence select="string-join((
        '/', '//*',
        '//@*'[matches($contexts, '@|attribute') or $any],
        '//text()'[matches($contexts, 'text\s*\(') or $any],
        '//comment()'[matches($contexts, 'comment\s*\(') or $any],
        '//processing-instruction()'[matches($contexts, 'processing-instruction\s*\(') or $any]), ' | ')"/>
  </xsl:function>

  <!-- rules -->

  <xsl:template match="sch:rule" mode="s:check" as="element()">
    <xsl:param name="priority" as="xs:integer"/>
    <xsl:variable name="pattern" as="xs:integer" select="index-of($s:patterns ! generate-id(), generate-id(..))"/>
    <out:template version="{$s:version}" match="{s:given(., 'context')}" mode="s:rules" priority="{$priority}">
      <xsl:copy-of select="@s:at"/>
      <out:param name="s:done" as="xs:integer*" select="()"/>
      <out:if version="3.0" test="not($s:done = {$pattern})">
        <out:where-populated>
          <s:fired pattern="{$pattern}" out:inherit-namespaces="no">
            <out:if test="$full eq 'yes'">
              <svrl:fired-rule>
                <xsl:apply-templates select="@id, @context, @role, @flag" mode="s:literal"/>
              </svrl:fired-rule>
            </out:if>
            <xsl:apply-templates select="../sch:let[not(s:shared(.))]" mode="s:of-pattern"/>
            <xsl:apply-templates select="sch:let | xsl:* | sch:assert | sch:report" mode="s:check"/>
          </s:fired>
        </out:where-populated>
      </out:if>
      <out:next-match version="3.0">
        <out:with-param name="s:done" select="$s:done, {$pattern}"/>
      </out:next-match>
    </out:template>
  </xsl:template>

  <xsl:template match="xsl:*" mode="s:check" as="element()">
    <xsl:copy-of select="."/>
  </xsl:template>

  <xsl:template match="sch:let" mode="s:check" as="element()">
    <out:variable version="{$s:version}" name="{@name}">
      <xsl:copy-of select="@as, @s:at"/>
      <xsl:choose>
        <xsl:when test="@value">
          <xsl:attribute name="select" select="@value"/>
        </xsl:when>
        <xsl:otherwise>
          <xsl:copy-of select="node()"/>
        </xsl:otherwise>
      </xsl:choose>
    </out:variable>
  </xsl:template>

  <!-- Variables of a pattern are about the whole document, wherever they are used. -->
  <xsl:template match="sch:let" mode="s:of-pattern" as="element()">
    <out:variable version="{$s:version}" name="{@name}" select="root(.)/({@value})">
      <xsl:copy-of select="@s:at"/>
    </out:variable>
  </xsl:template>

  <!-- assertions: an error while one is tested is reported and the others go on -->

  <xsl:template match="sch:assert | sch:report" mode="s:check" as="element()">
    <xsl:variable name="finding" as="element()">
      <xsl:apply-templates select="." mode="s:finding"/>
    </xsl:variable>
    <out:try version="3.0">
      <xsl:copy-of select="@s:at"/>
      <!-- The test stands by itself: in "not(…)" one with a bracket too few or too many would be another. -->
      <out:choose>
        <out:when version="{$s:version}" test="{s:given(., 'test')}">
          <xsl:sequence select="$finding[current()/self::sch:report]"/>
        </out:when>
        <xsl:if test="self::sch:assert">
          <out:otherwise version="{$s:version}">
            <xsl:sequence select="$finding"/>
          </out:otherwise>
        </xsl:if>
      </out:choose>
      <out:catch>
        <svrl:failed-assert location="{{s:place(.)}}" flag="tei-edition:untested" role="error">
          <xsl:apply-templates select="@test, @id" mode="s:literal"/>
          <svrl:text>
            <out:text>this rule cannot be tested here: </out:text>
            <out:value-of select="$err:description"/>
          </svrl:text>
        </svrl:failed-assert>
      </out:catch>
    </out:try>
  </xsl:template>

  <xsl:template match="sch:assert | sch:report" mode="s:finding" as="element()">
    <xsl:element name="svrl:{if (self::sch:assert) then 'failed-assert' else 'successful-report'}">
      <xsl:apply-templates select="@test, @id, @flag, @see, @icon, @fpi, @xml:lang" mode="s:literal"/>
      <xsl:apply-templates select="(@role, ../@role)[1]" mode="s:literal"/>
      <out:attribute name="location" version="3.0"
          select="s:place(({(@subject, ../@subject)[1]}{','[current()/(@subject, ../@subject)]}.)[1])"/>
      <svrl:text>
        <xsl:apply-templates mode="s:message"/>
      </svrl:text>
      <xsl:apply-templates select="s:named(., @diagnostics, 'diagnostic')" mode="s:reference"/>
      <xsl:apply-templates select="s:named(., @properties, 'property')" mode="s:reference"/>
    </xsl:element>
  </xsl:template>

  <!-- An attribute that an element must have. -->
  <xsl:function name="s:given" as="xs:string">
    <xsl:param name="node" as="element()"/>
    <xsl:param name="name" as="xs:string"/>
    <xsl:variable name="value" as="attribute()?" select="$node/@*[name() eq $name]"/>
    <xsl:sequence select="if (normalize-space($value)) then string($value)
        else error(xs:QName('s:given'), 'this `' || local-name($node) || '` has no @' || $name || s:at($node))"/>
  </xsl:function>

  <!-- The end of a message: where in the schema an element stands. The program makes a line of it. -->
  <xsl:function name="s:at" as="xs:string">
    <xsl:param name="node" as="element()"/>
    <xsl:sequence select="string-join($node/@s:at ! (' #' || .))"/>
  </xsl:function>

  <!-- The diagnostics or properties that an assertion names. -->
  <xsl:function name="s:named" as="element()*">
    <xsl:param name="assertion" as="element()"/>
    <xsl:param name="names" as="attribute()?"/>
    <xsl:param name="kind" as="xs:string"/>
    <xsl:for-each select="tokenize($names)">
      <xsl:variable name="name" as="xs:string" select="."/>
      <xsl:variable name="found" as="element()?"
          select="$s:schema/(sch:diagnostics | sch:properties)/sch:*[local-name() = $kind][@id = $name]"/>
      <xsl:sequence select="if (exists($found)) then $found
          else error(xs:QName('s:named'), 'there is no ' || $kind || ' with the id ' || $name || s:at($assertion))"/>
    </xsl:for-each>
  </xsl:function>

  <xsl:template match="sch:diagnostic" mode="s:reference" as="element()">
    <svrl:diagnostic-reference diagnostic="{@id}">
      <xsl:apply-templates select="@xml:lang, @see" mode="s:literal"/>
      <svrl:text>
        <xsl:apply-templates mode="s:message"/>
      </svrl:text>
    </svrl:diagnostic-reference>
  </xsl:template>

  <xsl:template match="sch:property" mode="s:reference" as="element()">
    <svrl:property-reference property="{@id}">
      <xsl:apply-templates select="@role, @scheme" mode="s:literal"/>
      <svrl:text>
        <xsl:apply-templates mode="s:message"/>
      </svrl:text>
    </svrl:property-reference>
  </xsl:template>

  <!-- What the report repeats from the schema is written into the stylesheet with its braces doubled. -->
  <xsl:mode name="s:literal" on-no-match="fail"/>

  <xsl:template match="@*" mode="s:literal" as="attribute()">
    <xsl:attribute name="{name()}" namespace="{namespace-uri()}" select="s:literal(.)"/>
  </xsl:template>

  <xsl:function name="s:literal" as="xs:string">
    <xsl:param name="value" as="xs:string"/>
    <xsl:sequence select="replace($value, '[{}]', '$0$0')"/>
  </xsl:function>

  <!-- messages -->

  <xsl:template match="text()" mode="s:message" as="element()">
    <out:text><xsl:value-of select="."/></out:text>
  </xsl:template>

  <!-- A line break between two insertions is how the schema is laid out; a space is meant. -->
  <xsl:template match="text()[not(normalize-space())][contains(., '&#10;')]" mode="s:message" priority="1"/>

  <xsl:template match="sch:value-of" mode="s:message" as="element()">
    <out:value-of version="{$s:version}" select="{@select}">
      <xsl:copy-of select="@s:at"/>
    </out:value-of>
  </xsl:template>

  <!-- The standard has the path give a name, the first implementation had it give the node: both are
       understood. -->
  <xsl:template match="sch:name" mode="s:message" as="element()">
    <out:value-of version="3.0" select="
        for $s:found in ({(@path, '.')[1]})[1] return if ($s:found instance of node()) then name($s:found) else $s:found">
      <xsl:copy-of select="@s:at"/>
    </out:value-of>
  </xsl:template>

  <xsl:template match="xsl:*" mode="s:message" as="element()">
    <xsl:copy-of select="."/>
  </xsl:template>

</xsl:stylesheet>
