<?xml version="1.0" encoding="UTF-8"?>
<!-- Pictures: where they are by the words of the document, what is said of them, how one looks at them. -->
<xsl:stylesheet version="3.0" expand-text="yes" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:c="https://tei-edition.org/ns/xslt/common"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0"
    exclude-result-prefixes="#all">

  <xsl:key name="c:surfaces" match="surface | graphic | zone | facsimile" use="@xml:id"/>

  <!-- The address of the picture that a graphic, a page break or another element with @facs names; one that is meant
       from the nearest @xml:base is joined to it (as publish/pictures.py has it). -->
  <xsl:function name="c:picture-address" as="xs:string?">
    <xsl:param name="element" as="element()"/>
    <xsl:variable name="first" as="xs:string?" select="tokenize($element/@facs)[1]"/>
    <xsl:variable name="there" as="element()?" select="if (starts-with($first, '#')) then key('c:surfaces', substring($first, 2), root($element))[1] else ()"/>
    <xsl:variable name="graphic" as="element()?" select="$there/(self::graphic, descendant::graphic, ancestor::surface[1]/descendant::graphic)[1]"/>
    <xsl:sequence select="
        if ($element/@url) then c:based($element, normalize-space($element/@url))
        else if ($graphic) then c:picture-address($graphic)
        else if (starts-with($first, '#')) then ()
        else $first ! c:based($element, .)"/>
  </xsl:function>

  <xsl:function name="c:based" as="xs:string">
    <xsl:param name="element" as="element()"/>
    <xsl:param name="address" as="xs:string"/>
    <xsl:variable name="base" as="xs:string?" select="$element/ancestor-or-self::*[string(@xml:base)][1]/@xml:base"/>
    <xsl:sequence select="if (matches($address, '^([A-Za-z][A-Za-z0-9+.\-]*:|/|#)') or not(contains($base, '/'))) then $address
        else replace($base, '^(.*/)[^/]*$', '$1') || $address"/>
  </xsl:function>

  <!-- What is said of a picture, for those who do not see it; empty where nothing is. -->
  <xsl:function name="c:alternative" as="xs:string?">
    <xsl:param name="graphic" as="element()"/>
    <xsl:variable name="figures" as="element()*" select="$graphic/ancestor::figure[ancestor::text]"/>
    <xsl:sequence select="(($graphic/desc, reverse($figures)/figDesc, reverse($figures)/head) ! normalize-space(c:plain(., 'clean')))[.][1]"/>
  </xsl:function>

  <!-- What is at an address on the web, where a viewer can open it: a picture's description of IIIF (info.json), the
       part of one that the Image API gives, a manifest of the Presentation API. -->
  <xsl:function name="c:zoom-kind" as="xs:string?">
    <xsl:param name="address" as="xs:string?"/>
    <xsl:sequence select="
        if (not(matches($address, '^https?://'))) then ()
        else if (ends-with($address, '/info.json')) then 'info'
        else if (matches($address, $c:image-request)) then 'image'
        else if (matches($address, '(^|/)manifest(\.json)?$')) then 'manifest'
        else if (matches($address, '\.(jpe?g|png|webp|gif|avif)$', 'i')) then 'picture'
        else ()"/>
  </xsl:function>

  <!-- region/size/rotation/quality.format (IIIF Image API 2 and 3). -->
  <xsl:variable name="c:image-request" as="xs:string"
      select="'/(full|square|(pct:)?[\d.]+(,[\d.]+){3})/[\^!]*(full|max|pct:[\d.]+|\d*,\d*)/!?[\d.]+/(default|color|gray|bitonal|native)\.\w+$'"/>

</xsl:stylesheet>
