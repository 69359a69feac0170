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

  <!-- The parts of a document in their order; but behind its text, what is left of a facsimile whose pages the text shows. -->
  <xsl:function name="c:parts" as="element()*">
    <xsl:param name="document" as="element()"/>
    <xsl:variable name="behind" as="element()*" select="$document/facsimile[c:is-paged(.)]"/>
    <xsl:sequence select="$document/(facsimile | sourceDoc | text | TEI | teiCorpus) except $behind, $behind, $document/standOff"/>
  </xsl:function>

  <xsl:function name="c:is-paged" as="xs:boolean">
    <xsl:param name="facsimile" as="element()"/>
    <xsl:sequence select="exists($facsimile/../text) and exists($facsimile/../text//pb[@facs][c:picture-address(.) = ($facsimile//graphic ! c:picture-address(.))])"/>
  </xsl:function>

  <!-- What is said of the picture of a page, where the one before does not say the same. -->
  <xsl:function name="c:said-once" as="element()*">
    <xsl:param name="graphic" as="element()"/>
    <xsl:sequence select="$graphic/desc[normalize-space()][not(normalize-space() = $graphic/preceding::graphic[desc][1]/desc/normalize-space())]"/>
  </xsl:function>

  <!-- Where on its page an element of the text stands, by its zone: left, top, width and height in hundredths of the
       picture, whose size in pixels counts where the surface has no measures of its own. -->
  <xsl:function name="c:zone-box" as="xs:double*">
    <xsl:param name="element" as="element()"/>
    <xsl:param name="pixels" as="xs:double*"/>
    <xsl:variable name="zone" as="element()?" select="$element/(self::zone, self::line, tokenize(@facs)[starts-with(., '#')][1] ! key('c:surfaces', substring(., 2), root($element))[self::zone])[1]"/>
    <xsl:variable name="surface" as="element()?" select="$zone/ancestor::surface[1]"/>
    <xsl:variable name="points" as="xs:double*" select="tokenize($zone/@points, '[\s,]+')[. castable as xs:double] ! number(.)"/>
    <xsl:variable name="across" as="xs:double*" select="if (exists($points)) then $points[position() mod 2 eq 1] else ($zone/@ulx, $zone/@lrx)[. castable as xs:double] ! number(.)"/>
    <xsl:variable name="down" as="xs:double*" select="if (exists($points)) then $points[position() mod 2 eq 0] else ($zone/@uly, $zone/@lry)[. castable as xs:double] ! number(.)"/>
    <xsl:variable name="corner" as="xs:double*" select="if ($surface/@lrx) then ($surface/(@ulx, @uly))[. castable as xs:double] ! number(.) else ()"/>
    <xsl:variable name="size" as="xs:double*" select="
        if ($surface/@lrx) then (number($surface/@lrx) - ($corner[1], 0)[1], number($surface/@lry) - ($corner[2], 0)[1])
        else if ($surface/graphic[@width and @height]) then $surface/graphic[@width and @height][1]/(@width, @height) ! number(replace(., '\s*px$', ''))
        else $pixels"/>
    <xsl:variable name="box" as="xs:double*" select="
        if (count($across) lt 2 or count($down) lt 2 or not($size[1] gt 0 and $size[2] gt 0)) then ()
        else (100 * (min($across) - ($corner[1], 0)[1]) div $size[1], 100 * (min($down) - ($corner[2], 0)[1]) div $size[2],
            100 * (max($across) - min($across)) div $size[1], 100 * (max($down) - min($down)) div $size[2])"/>
    <xsl:sequence select="if (exists($box) and (every $side in $box satisfies $side ge 0 and $side le 100)) then $box ! (round(. * 100) div 100) else ()"/>
  </xsl:function>

  <!-- What a zone is called where it stands beside others, and is not the main one. -->
  <xsl:function name="c:zone-label" as="xs:string?">
    <xsl:param name="zone" as="element()"/>
    <xsl:sequence select="$zone[self::zone[parent::surface][../zone[2]]]/@type[not(lower-case(.) = ('main', 'text', 'body', 'textblock', 'textregion', 'block', 'paragraph', 'line'))][normalize-space()] ! translate(., '-_', '  ')"/>
  </xsl:function>

  <!-- The number of a written line, where it is one to be shown: each fifth, and whatever is no plain number. -->
  <xsl:function name="c:written-line" as="xs:string?">
    <xsl:param name="line" as="element()"/>
    <xsl:variable name="n" as="xs:string" select="normalize-space($line/@n)"/>
    <xsl:sequence select="$n[. and not($line/ancestor::line)][not(matches(., '^\d+$')) or number(.) mod 5 eq 0]"/>
  </xsl:function>

  <!-- How wide a picture of the text is to be shown by its width or height, in pixels of 96 an inch; empty where the document
       does not say it. Percentages are those of the column; pixels of more than the picture has are its own measure. -->
  <xsl:function name="c:given-width" as="xs:double?">
    <xsl:param name="graphic" as="element()"/>
    <xsl:param name="own-width" as="xs:double"/>
    <xsl:param name="own-height" as="xs:double"/>
    <xsl:param name="column" as="xs:double"/>
    <xsl:variable name="units" as="map(xs:string, xs:anyAtomicType)" select="map { '': 1, 'px': 1, 'pt': 96 div 72, 'in': 96, 'cm': 96 div 2.54, 'mm': 96 div 25.4, 'em': 16, 'rem': 16, '%': $column div 100 }"/>
    <xsl:variable name="length" as="function(attribute()?) as xs:double?" select="function($at) {
        let $parts := analyze-string(normalize-space($at), '^(\d+(?:\.\d+)?)\s*(px|pt|in|cm|mm|r?em|%)?$')/*:match
        return $parts ! (number(*:group[1]) * $units(string(*:group[2]))) }"/>
    <xsl:variable name="width" as="xs:double?" select="($length($graphic/@width), $length($graphic/@height[not(ends-with(., '%'))]) ! (. * $own-width div $own-height))[1]"/>
    <xsl:variable name="in-pixels" as="xs:boolean" select="matches(normalize-space(($graphic/@width, $graphic/@height)[1]), '^[\d.]+\s*(px)?$')"/>
    <xsl:sequence select="$width[$graphic/self::graphic][empty($graphic/ancestor::surface | $graphic/ancestor::facsimile)][. ge 8 and . le 4000][not($in-pixels) or . le $own-width]"/>
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
