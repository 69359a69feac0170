<?xml version="1.0" encoding="UTF-8"?>
<!-- Second pass: abstract patterns and rules become what they stand for (ISO/IEC 19757-3, is-a,
     param, extends/@rule). What comes out has no abstract pattern or rule left. -->
<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:map="http://www.w3.org/2005/xpath-functions/map"
    xmlns:sch="http://purl.oclc.org/dsdl/schematron"
    xmlns:s="https://tei-edition.org/ns/xslt/schematron"
    exclude-result-prefixes="xs map">

  <xsl:output method="xml" encoding="UTF-8"/>
  <xsl:mode on-no-match="shallow-copy"/>
  <xsl:mode name="s:instance" on-no-match="shallow-copy"/>

  <xsl:key name="s:abstract-pattern" match="sch:pattern[@abstract = 'true']" use="@id"/>
  <xsl:key name="s:abstract-rule" match="sch:rule[@abstract = 'true']" use="@id"/>

  <xsl:template match="sch:pattern[@abstract = 'true'] | sch:rule[@abstract = 'true']
      | sch:rules[@abstract = 'true']"/>

  <!-- abstract rules: those of the same pattern first, for their names need not be unique -->

  <xsl:template match="sch:extends[@rule]" as="node()*">
    <xsl:param name="s:around" as="xs:string*" select="()" tunnel="yes"/>
    <xsl:variable name="wanted" as="xs:string" select="@rule"/>
    <xsl:variable name="rule" as="element(sch:rule)?"
        select="(../../sch:rule[@abstract = 'true'][@id = $wanted], key('s:abstract-rule', $wanted))[1]"/>
    <xsl:sequence select="if (exists($rule)) then ()
        else error(xs:QName('s:extends'), 'there is no abstract rule with the id ' || $wanted || s:at(.))"/>
    <!-- Saxon does not survive recursion without end. -->
    <xsl:sequence select="if (generate-id($rule) = $s:around)
        then error(xs:QName('s:extends'), 'the rule ' || $wanted || ' extends itself' || s:at(.))
        else if (count($s:around) ge 50)
        then error(xs:QName('s:extends'), 'more than 50 rules extend one another, at ' || $wanted || s:at(.))
        else ()"/>
    <xsl:apply-templates select="$rule/node()">
      <xsl:with-param name="s:around" select="$s:around, generate-id($rule)" tunnel="yes"/>
    </xsl:apply-templates>
  </xsl:template>

  <!-- abstract patterns -->

  <xsl:template match="sch:pattern[@is-a]" as="element(sch:pattern)">
    <xsl:variable name="abstract" as="element(sch:pattern)?" select="key('s:abstract-pattern', @is-a)"/>
    <xsl:sequence select="if (exists($abstract)) then ()
        else error(xs:QName('s:is-a'), 'there is no abstract pattern with the id ' || @is-a || s:at(.))"/>
    <xsl:variable name="parameters" as="map(xs:string, xs:string)" select="map:merge(
        ($abstract/sch:param, sch:param) ! map:entry(string(@name), string(@value)),
        map { 'duplicates': 'use-last' })"/>
    <!-- The rules that it extends are written out first, so that their parameters are seen too. -->
    <xsl:variable name="whole" as="node()*">
      <xsl:apply-templates select="$abstract/(node() except sch:param)"/>
    </xsl:variable>
    <sch:pattern>
      <xsl:copy-of select="@* except @is-a"/>
      <xsl:apply-templates select="$whole" mode="s:instance">
        <xsl:with-param name="parameters" select="$parameters" tunnel="yes"/>
      </xsl:apply-templates>
    </sch:pattern>
  </xsl:template>

  <xsl:template match="@*" mode="s:instance" as="attribute()">
    <xsl:param name="parameters" as="map(xs:string, xs:string)" tunnel="yes"/>
    <xsl:attribute name="{name()}" namespace="{namespace-uri()}">
      <xsl:analyze-string select="." regex="\$([\i-[:]][\c-[:]]*)">
        <xsl:matching-substring>
          <!-- A name may end in what is not of it: "$a-1" is "$a" minus one where "a-1" is unknown. -->
          <xsl:variable name="known" as="xs:string*" select="
              sort(map:keys($parameters)[starts-with(regex-group(1), .)], (), string-length#1)"/>
          <xsl:value-of select="if (map:contains($parameters, regex-group(1))) then $parameters(regex-group(1))
              else if (exists($known) and matches(substring-after(regex-group(1), $known[last()]), '^[.\-]'))
              then $parameters($known[last()]) || substring-after(regex-group(1), $known[last()])
              else ."/>
        </xsl:matching-substring>
        <xsl:non-matching-substring>
          <xsl:value-of select="."/>
        </xsl:non-matching-substring>
      </xsl:analyze-string>
    </xsl:attribute>
  </xsl:template>

  <!-- The end of a message: where in the schema an element stands. The program makes a line of it. -->
  <xsl:function name="s:at" as="xs:string">
    <xsl:param name="node" as="element()"/>
    <xsl:sequence select="string-join($node/@s:at ! (' #' || .))"/>
  </xsl:function>

</xsl:stylesheet>
