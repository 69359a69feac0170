<?xml version="1.0" encoding="UTF-8"?>
<!-- Content models for the eye: "head?, (p | list)+", each name a link; and who may hold whom. -->
<xsl:stylesheet version="3.0" expand-text="yes" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:o="https://tei-edition.org/ns/xslt/odd"
    xmlns:rng="http://relaxng.org/ns/structure/1.0"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0"
    exclude-result-prefixes="#all">

  <xsl:mode name="o:model" on-no-match="shallow-skip"/>

  <xsl:template match="content" mode="o:model" as="item()*">
    <xsl:choose>
      <xsl:when test="empty(* except empty)">nothing</xsl:when>
      <xsl:when test="rng:*">{string-join(distinct-values(.//rng:ref/@name), ' ')}</xsl:when>
      <xsl:otherwise>
        <xsl:apply-templates select="*" mode="o:model"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template match="sequence | alternate | interleave" mode="o:model" as="item()*">
    <xsl:variable name="between" as="xs:string"
        select="if (self::sequence[not(@preserveOrder = 'false')]) then ', ' else if (self::alternate) then ' | ' else ' &amp; '"/>
    <xsl:variable name="is-group" as="xs:boolean" select="count(*) gt 1 and (not(parent::content) or o:often(.) ne '')"/>
    <xsl:text>{if ($is-group) then '(' else ''}</xsl:text>
    <xsl:for-each select="*">
      <xsl:text>{if (position() gt 1) then $between else ''}</xsl:text>
      <xsl:apply-templates select="." mode="o:model"/>
    </xsl:for-each>
    <xsl:text>{if ($is-group) then ')' else ''}{o:often(.)}</xsl:text>
  </xsl:template>

  <xsl:template match="elementRef" mode="o:model" as="item()*">
    <xsl:sequence select="o:reference(@key, key('o:element', @key))"/>
    <xsl:text>{o:often(.)}</xsl:text>
  </xsl:template>

  <xsl:template match="macroRef" mode="o:model" as="item()*">
    <xsl:sequence select="o:reference(@key, key('o:macro', @key))"/>
    <xsl:text>{o:often(.)}</xsl:text>
  </xsl:template>

  <xsl:template match="classRef" mode="o:model" as="item()*">
    <xsl:text>(</xsl:text>
    <xsl:for-each select="o:members(@key, root())">
      <xsl:text>{if (position() gt 1) then ' | ' else ''}</xsl:text>
      <xsl:sequence select="o:link(.)"/>
    </xsl:for-each>
    <xsl:text>){o:often(.)}</xsl:text>
  </xsl:template>

  <xsl:template match="textNode" mode="o:model" as="element()">
    <em>text</em>
  </xsl:template>

  <xsl:template match="anyElement" mode="o:model" as="element()">
    <em>any element</em>
  </xsl:template>

  <xsl:template match="dataRef" mode="o:model" as="element()">
    <code>{(@key, @name)[1]}</code>
  </xsl:template>

  <xsl:template match="valList" mode="o:model" as="item()*">
    <xsl:text>{string-join(valItem/@ident ! ('"' || . || '"'), ' | ')}</xsl:text>
  </xsl:template>

  <!-- How often: "?", "*", "+", "{2,3}". -->
  <xsl:function name="o:often" as="xs:string">
    <xsl:param name="particle" as="element()"/>
    <xsl:variable name="least" as="xs:string" select="string(($particle/@minOccurs, '1')[1])"/>
    <xsl:variable name="most" as="xs:string" select="string(($particle/@maxOccurs, '1')[1])"/>
    <xsl:sequence select="
        if ($least eq '1' and $most eq '1') then ''
        else if ($least eq '0' and $most eq '1') then '?'
        else if ($least eq '0' and $most eq 'unbounded') then '*'
        else if ($least eq '1' and $most eq 'unbounded') then '+'
        else '{' || $least || ',' || (if ($most eq 'unbounded') then '' else $most) || '}'"/>
  </xsl:function>

  <xsl:function name="o:reference" as="element()">
    <xsl:param name="name" as="xs:string"/>
    <xsl:param name="spec" as="element()?"/>
    <xsl:choose>
      <xsl:when test="$spec">
        <xsl:sequence select="o:link($spec)"/>
      </xsl:when>
      <xsl:otherwise>
        <code>{$name}</code>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:function>

  <xsl:function name="o:link" as="element()">
    <xsl:param name="spec" as="element()"/>
    <a href="#{o:id($spec)}"><code>{$spec/@ident}</code></a>
  </xsl:function>

  <xsl:function name="o:links" as="node()*">
    <xsl:param name="specs" as="element(elementSpec)*"/>
    <xsl:for-each select="$specs">
      <xsl:sort select="lower-case(@ident)"/>
      <xsl:text>{if (position() gt 1) then ', ' else ''}</xsl:text>
      <xsl:sequence select="o:link(.)"/>
    </xsl:for-each>
    <xsl:if test="empty($specs)">nothing; it is the root element</xsl:if>
  </xsl:function>

  <!-- The elements that may stand directly in what a content model says. -->
  <xsl:function name="o:held" as="xs:string*">
    <xsl:param name="content" as="element()?"/>
    <xsl:variable name="odd" as="document-node()?" select="root($content)"/>
    <xsl:sequence select="$content/descendant::elementRef/@key/string(),
        $content/descendant::macroRef/@key ! key('o:macro', ., $odd)/content/o:held(.),
        $content/descendant::classRef/@key ! o:members(., $odd)/@ident/string(),
        $content/descendant::rng:ref/@name ! (string(), key('o:macro', ., $odd)/content/o:held(.), o:members(., $odd)/@ident/string())"/>
  </xsl:function>

  <xsl:variable name="o:holders" as="map(xs:string, element(elementSpec)*)" select="map:merge(
      for $spec in $o:elements, $name in distinct-values(o:held($spec/content)) return map:entry($name, $spec),
      map { 'duplicates': 'combine' })" xmlns:map="http://www.w3.org/2005/xpath-functions/map"/>

  <xsl:function name="o:parents" as="element(elementSpec)*">
    <xsl:param name="spec" as="element(elementSpec)"/>
    <xsl:sequence select="$o:holders(string($spec/@ident))"/>
  </xsl:function>

</xsl:stylesheet>
