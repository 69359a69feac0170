<?xml version="1.0" encoding="UTF-8"?>
<!-- From an ODD to RELAX NG in XML syntax: a define for each element, macro, class and datatype. -->
<xsl:stylesheet version="3.0" expand-text="yes" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:o="https://tei-edition.org/ns/xslt/odd"
    xmlns:a="http://relaxng.org/ns/compatibility/annotations/1.0"
    xmlns:rng="http://relaxng.org/ns/structure/1.0"
    xmlns="http://relaxng.org/ns/structure/1.0"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0"
    exclude-result-prefixes="xs o rng">

  <xsl:import href="odd.xsl"/>

  <xsl:output method="xml" encoding="UTF-8" indent="yes"/>
  <xsl:mode name="o:pattern" on-no-match="fail"/>
  <xsl:mode name="o:once" on-no-match="fail"/>

  <xsl:template match="/" as="document-node()">
    <xsl:document>
      <xsl:comment select="$o:notice"/>
      <xsl:text>&#10;</xsl:text>
      <xsl:apply-templates select="(.//schemaSpec)[1]"/>
    </xsl:document>
  </xsl:template>

  <xsl:template match="schemaSpec" as="element()">
    <xsl:variable name="specs" as="element()*" select="o:specs(.)[not(@mode = 'delete')]"/>
    <grammar ns="{(@ns, 'http://www.tei-c.org/ns/1.0')[1]}"
        datatypeLibrary="http://www.w3.org/2001/XMLSchema-datatypes">
      <xsl:namespace name="a" select="'http://relaxng.org/ns/compatibility/annotations/1.0'"/>
      <start>
        <xsl:variable name="names" as="xs:string*" select="tokenize((@start, 'TEI')[1])"/>
        <xsl:choose>
          <xsl:when test="count($names) gt 1">
            <choice>
              <xsl:for-each select="$names">
                <ref name="{.}"/>
              </xsl:for-each>
            </choice>
          </xsl:when>
          <xsl:otherwise>
            <ref name="{$names}"/>
          </xsl:otherwise>
        </xsl:choose>
      </start>
      <xsl:apply-templates select="$specs/self::macroSpec, $specs/self::dataSpec,
          $specs/self::classSpec[@type = 'model'], $specs/self::elementSpec"/>
      <xsl:if test="exists($specs//anyElement)">
        <define name="o.anything">
          <zeroOrMore>
            <choice>
              <text/>
              <element><anyName/><zeroOrMore><attribute><anyName/></attribute></zeroOrMore>
                <ref name="o.anything"/></element>
            </choice>
          </zeroOrMore>
        </define>
      </xsl:if>
    </grammar>
  </xsl:template>

  <!-- The specifications of a schema: those in it, and those of the groups that it refers to. -->
  <xsl:function name="o:specs" as="element()*">
    <xsl:param name="home" as="element()"/>
    <xsl:variable name="groups" as="element(specGrp)*" select="
        for $target in $home//specGrpRef/@target
        return root($home)//specGrp[@xml:id = substring-after($target, '#')]"/>
    <xsl:sequence select="($home//(macroSpec | dataSpec | classSpec | elementSpec) | $groups/o:specs(.))"/>
  </xsl:function>

  <xsl:template match="macroSpec | dataSpec" as="element()">
    <define name="{@ident}">
      <xsl:call-template name="o:content"/>
    </define>
  </xsl:template>

  <xsl:template match="classSpec" as="element()">
    <define name="{@ident}">
      <xsl:call-template name="o:choice">
        <xsl:with-param name="of" select="o:members(@ident, root())/@ident"/>
      </xsl:call-template>
    </define>
  </xsl:template>

  <xsl:template match="elementSpec" as="element()">
    <define name="{@ident}">
      <element name="{(altIdent, @ident)[1]}">
        <xsl:copy-of select="@ns"/>
        <a:documentation>{@ident} ({normalize-space(gloss[1])}): {normalize-space(desc[1])}</a:documentation>
        <xsl:apply-templates select="o:attributes(.)" mode="o:pattern"/>
        <xsl:call-template name="o:content"/>
      </element>
    </define>
  </xsl:template>

  <xsl:template name="o:content" as="element()*">
    <xsl:choose>
      <xsl:when test="content/*">
        <xsl:apply-templates select="content/*" mode="o:pattern"/>
      </xsl:when>
      <xsl:otherwise>
        <empty/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template name="o:choice" as="element()">
    <xsl:param name="of" as="xs:string*"/>
    <xsl:choose>
      <xsl:when test="empty($of)">
        <notAllowed/>
      </xsl:when>
      <xsl:when test="count($of) eq 1">
        <ref name="{$of}"/>
      </xsl:when>
      <xsl:otherwise>
        <choice>
          <xsl:for-each select="$of">
            <ref name="{.}"/>
          </xsl:for-each>
        </choice>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- content -->

  <xsl:template match="rng:*" mode="o:pattern" as="element()">
    <xsl:copy-of select="." copy-namespaces="no"/>
  </xsl:template>

  <xsl:template match="content/* | sequence/* | alternate/* | interleave/*" mode="o:pattern" as="element()*" priority="-1">
    <xsl:variable name="once" as="element()*">
      <xsl:apply-templates select="." mode="o:once"/>
    </xsl:variable>
    <xsl:sequence select="o:times($once, xs:integer((@minOccurs, 1)[1]),
        if (@maxOccurs = 'unbounded') then () else xs:integer((@maxOccurs, 1)[1]))"/>
  </xsl:template>

  <!-- Each child of a choice or an interleave as one pattern: "b, b" would be two there. -->
  <xsl:template name="o:each" as="element()*">
    <xsl:for-each select="*">
      <xsl:variable name="parts" as="element()*">
        <xsl:apply-templates select="." mode="o:pattern"/>
      </xsl:variable>
      <xsl:choose>
        <xsl:when test="empty($parts)">
          <empty/>
        </xsl:when>
        <xsl:when test="count($parts) eq 1">
          <xsl:sequence select="$parts"/>
        </xsl:when>
        <xsl:otherwise>
          <group><xsl:sequence select="$parts"/></group>
        </xsl:otherwise>
      </xsl:choose>
    </xsl:for-each>
  </xsl:template>

  <!-- A pattern from so many times to so many; without the second, without end. -->
  <xsl:function name="o:times" as="element()*">
    <xsl:param name="once" as="element()*"/>
    <xsl:param name="least" as="xs:integer"/>
    <xsl:param name="most" as="xs:integer?"/>
    <xsl:choose>
      <xsl:when test="empty($most) and $least eq 0">
        <zeroOrMore><xsl:sequence select="$once"/></zeroOrMore>
      </xsl:when>
      <xsl:when test="empty($most) and $least eq 1">
        <oneOrMore><xsl:sequence select="$once"/></oneOrMore>
      </xsl:when>
      <xsl:when test="$least gt 0 and not($least eq 1 and $most eq 1)">
        <xsl:sequence select="$once, o:times($once, $least - 1, $most ! (. - 1))"/>
      </xsl:when>
      <xsl:when test="$least eq 1">
        <xsl:sequence select="$once"/>
      </xsl:when>
      <xsl:when test="$most gt 0">
        <optional><xsl:sequence select="$once, o:times($once, 0, $most - 1)"/></optional>
      </xsl:when>
      <xsl:otherwise/>
    </xsl:choose>
  </xsl:function>

  <xsl:template match="*" mode="o:once" priority="-2">
    <xsl:sequence select="error(xs:QName('o:content'), '`' || name() || '` is not allowed in a content model' || o:at(.))"/>
  </xsl:template>

  <xsl:template match="empty" mode="o:once" as="element()">
    <empty/>
  </xsl:template>

  <xsl:template match="sequence" mode="o:once" as="element()">
    <group><xsl:apply-templates select="*" mode="o:pattern"/></group>
  </xsl:template>

  <xsl:template match="sequence[@preserveOrder = 'false'] | interleave" mode="o:once" as="element()">
    <interleave><xsl:call-template name="o:each"/></interleave>
  </xsl:template>

  <xsl:template match="alternate" mode="o:once" as="element()">
    <choice><xsl:call-template name="o:each"/></choice>
  </xsl:template>

  <xsl:template match="elementRef | macroRef" mode="o:once" as="element()">
    <xsl:choose>
      <xsl:when test="key(if (self::elementRef) then 'o:element' else 'o:macro', @key)">
        <ref name="{@key}"/>
      </xsl:when>
      <xsl:otherwise>
        <!-- What the customization leaves out may stand nowhere. -->
        <notAllowed/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template match="classRef" mode="o:once" as="element()*">
    <xsl:variable name="members" as="xs:string*" select="o:members(@key, root())
        [empty(current()/@include) or @ident = tokenize(current()/@include)]
        [not(@ident = tokenize(current()/@except))]/@ident"/>
    <xsl:choose>
      <xsl:when test="starts-with(@expand, 'sequence')">
        <xsl:variable name="least" as="xs:integer" select="if (contains(@expand, 'Optional')) then 0 else 1"/>
        <xsl:variable name="most" as="xs:integer?" select="if (ends-with(@expand, 'Repeatable')) then () else 1"/>
        <group>
          <xsl:for-each select="$members">
            <xsl:variable name="member" as="element()"><ref name="{.}"/></xsl:variable>
            <xsl:sequence select="o:times($member, $least, $most)"/>
          </xsl:for-each>
          <empty/>
        </group>
      </xsl:when>
      <xsl:otherwise>
        <xsl:call-template name="o:choice">
          <xsl:with-param name="of" select="$members"/>
        </xsl:call-template>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template match="textNode" mode="o:once" as="element()">
    <text/>
  </xsl:template>

  <xsl:template match="anyElement" mode="o:once" as="element()">
    <element>
      <xsl:choose>
        <xsl:when test="@require">
          <choice>
            <xsl:for-each select="tokenize(@require)">
              <nsName ns="{.}"/>
            </xsl:for-each>
          </choice>
        </xsl:when>
        <xsl:otherwise>
          <anyName>
            <xsl:if test="@except">
              <except>
                <xsl:for-each select="tokenize(@except)">
                  <nsName ns="{.}"/>
                </xsl:for-each>
              </except>
            </xsl:if>
          </anyName>
        </xsl:otherwise>
      </xsl:choose>
      <zeroOrMore><attribute><anyName/></attribute></zeroOrMore>
      <ref name="o.anything"/>
    </element>
  </xsl:template>

  <xsl:template match="valList" mode="o:once" as="element()">
    <choice>
      <xsl:for-each select="valItem[not(@mode = 'delete')]">
        <value>{@ident}</value>
      </xsl:for-each>
    </choice>
  </xsl:template>

  <!-- datatypes -->

  <xsl:template match="dataRef" mode="o:once" as="element()">
    <xsl:variable name="union" as="xs:string*" select="o:union(@key)"/>
    <xsl:choose>
      <xsl:when test="key('o:data', @key)">
        <ref name="{@key}"/>
      </xsl:when>
      <xsl:when test="exists($union)">
        <choice>
          <xsl:for-each select="$union">
            <data type="{.}"/>
          </xsl:for-each>
        </choice>
      </xsl:when>
      <xsl:otherwise>
        <data type="{o:datatype(.)}">
          <xsl:for-each select="@restriction">
            <param name="pattern">{.}</param>
          </xsl:for-each>
          <xsl:for-each select="dataFacet">
            <param name="{@name}">{@value}</param>
          </xsl:for-each>
        </data>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- attributes -->

  <xsl:template match="attDef" mode="o:pattern" as="element()">
    <xsl:variable name="attribute" as="element()">
      <attribute name="{(altIdent, @ident)[1]}">
        <xsl:copy-of select="@ns"/>
        <a:documentation>{normalize-space(desc[1])}</a:documentation>
        <xsl:choose>
          <xsl:when test="o:many(.)">
            <list>
              <xsl:variable name="once" as="element()">
                <xsl:apply-templates select="." mode="o:value"/>
              </xsl:variable>
              <xsl:sequence select="o:times($once, xs:integer((datatype/@minOccurs, 1)[1]),
                  if (datatype/@maxOccurs = 'unbounded') then () else xs:integer(datatype/@maxOccurs))"/>
            </list>
          </xsl:when>
          <xsl:otherwise>
            <xsl:apply-templates select="." mode="o:value"/>
          </xsl:otherwise>
        </xsl:choose>
      </attribute>
    </xsl:variable>
    <xsl:choose>
      <xsl:when test="@usage = 'req'">
        <xsl:sequence select="$attribute"/>
      </xsl:when>
      <xsl:otherwise>
        <optional><xsl:sequence select="$attribute"/></optional>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template match="attDef" mode="o:value" as="element()">
    <xsl:variable name="values" as="xs:string*" select="o:values(.)"/>
    <xsl:choose>
      <xsl:when test="exists($values)">
        <choice>
          <xsl:for-each select="$values">
            <value>{.}</value>
          </xsl:for-each>
        </choice>
      </xsl:when>
      <xsl:when test="datatype/rng:*">
        <xsl:apply-templates select="datatype/rng:*" mode="o:pattern"/>
      </xsl:when>
      <xsl:when test="datatype/dataRef">
        <xsl:apply-templates select="datatype/dataRef" mode="o:once"/>
      </xsl:when>
      <xsl:otherwise>
        <text/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

</xsl:stylesheet>
