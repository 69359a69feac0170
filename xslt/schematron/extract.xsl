<?xml version="1.0" encoding="UTF-8"?>
<!-- Schematron rules that are embedded in RELAX NG, XML Schema or an ODD (TEI 23.5.2), gathered into a
     schema of their own. A rule that stands alone becomes a pattern; an assertion that stands alone
     is about the element in whose definition it stands. -->
<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:map="http://www.w3.org/2005/xpath-functions/map"
    xmlns:rng="http://relaxng.org/ns/structure/1.0"
    xmlns:sch="http://purl.oclc.org/dsdl/schematron"
    xmlns:tei="http://www.tei-c.org/ns/1.0"
    xmlns:teix="http://www.tei-c.org/ns/Examples"
    xmlns:s="https://tei-edition.org/ns/xslt/schematron"
    exclude-result-prefixes="#all">

  <xsl:output method="xml" encoding="UTF-8"/>
  <xsl:key name="s:constraint" match="tei:constraintSpec" use="@ident"/>
  <xsl:mode name="s:embedded" on-no-match="fail"/>

  <!-- A schema that is Schematron already goes on as it is. -->
  <xsl:template match="/sch:schema" as="element(sch:schema)" priority="1">
    <xsl:sequence select="."/>
  </xsl:template>

  <!-- What stands in an example (teix:egXML) is shown there, not meant. -->
  <xsl:template match="/*" as="element(sch:schema)">
    <xsl:variable name="rules" as="element()*"
        select="
        (descendant::sch:*[empty(ancestor::sch:*)] | descendant::sch:schema/*)
        [empty(ancestor::teix:egXML)]"/>
    <sch:schema queryBinding="{(descendant::sch:schema/@queryBinding,
        descendant::tei:constraintDecl[@scheme = 'schematron']/@queryBinding, 'xslt3')[1]}">
      <xsl:variable name="declared" as="map(xs:string, xs:string)" select="map:merge(
          $rules/self::sch:ns ! map:entry(string(@prefix), string(@uri)), map { 'duplicates': 'use-first' })"/>
      <xsl:variable name="in-scope" as="map(xs:string, xs:string)" select="map:merge(
          for $rule in (., $rules), $prefix in in-scope-prefixes($rule)[not(. = ('', 'xml', 'xsl', 'sch'))]
          return map:entry($prefix, string(namespace-uri-for-prefix($prefix, $rule))),
          map { 'duplicates': 'use-first' })"/>
      <xsl:variable name="all" as="map(xs:string, xs:string)" select="map:merge(
          ($declared, map { 'tei': 'http://www.tei-c.org/ns/1.0' }, $in-scope),
          map { 'duplicates': 'use-first' })"/>
      <xsl:copy-of select="($rules/self::sch:title)[1]" copy-namespaces="no"/>
      <xsl:for-each select="sort(map:keys($all))">
        <sch:ns prefix="{.}" uri="{$all(.)}"/>
      </xsl:for-each>
      <xsl:copy-of copy-namespaces="no" select="(descendant::xsl:key | descendant::xsl:function)
          [empty(ancestor::sch:pattern | ancestor::teix:egXML)]"/>
      <xsl:apply-templates select="$rules[not(self::sch:ns or self::sch:schema)]" mode="s:embedded"/>
    </sch:schema>
  </xsl:template>

  <xsl:template match="sch:pattern | sch:let | sch:phase | sch:diagnostics | sch:properties | sch:include"
      mode="s:embedded" as="element()">
    <xsl:copy-of select="." copy-namespaces="no"/>
  </xsl:template>

  <xsl:template match="sch:title | sch:p" mode="s:embedded"/>

  <xsl:template match="sch:rule" mode="s:embedded" as="element(sch:pattern)">
    <sch:pattern>
      <xsl:call-template name="s:id"/>
      <xsl:copy-of select="." copy-namespaces="no"/>
    </sch:pattern>
  </xsl:template>

  <xsl:template match="sch:assert | sch:report" mode="s:embedded" as="element(sch:pattern)">
    <sch:pattern>
      <xsl:call-template name="s:id"/>
      <sch:rule context="{s:context(.)}">
        <xsl:copy-of select="." copy-namespaces="no"/>
      </sch:rule>
    </sch:pattern>
  </xsl:template>

  <!-- In an ODD the constraint has a name: findings are called by it. -->
  <xsl:template name="s:id">
    <xsl:for-each select="ancestor::tei:constraintSpec[@ident]">
      <xsl:variable name="path" as="xs:string*"
          select="if (count(key('s:constraint', @ident)) eq 1) then () else ancestor::*/@ident"/>
      <xsl:attribute name="id" select="replace(string-join(($path, @ident), '-'), '[^\w.-]', '-')"/>
    </xsl:for-each>
  </xsl:template>

  <!-- The element in whose definition an assertion stands, as a pattern of XSLT. -->
  <xsl:function name="s:context" as="xs:string">
    <xsl:param name="assertion" as="element()"/>
    <xsl:variable name="home" as="element()?" select="
        $assertion/ancestor::*[self::tei:elementSpec or self::rng:element[@name]
        or self::xs:element[@name or @ref]][1]"/>
    <xsl:variable name="name" as="xs:string?" select="$home ! replace((@ident, @name, @ref)[1], '^.*:', '')"/>
    <xsl:variable name="namespace" as="xs:string" select="string((
        $home/self::tei:elementSpec/(@ns, ancestor::tei:schemaSpec/@ns, 'http://www.tei-c.org/ns/1.0')[1],
        $home/self::rng:element/ancestor-or-self::*/@ns,
        $home/self::xs:element/ancestor::xs:schema/@targetNamespace)[last()])"/>
    <xsl:sequence select="if (exists($home)) then 'Q{' || $namespace || '}' || $name else '*'"/>
  </xsl:function>

</xsl:stylesheet>
