<?xml version="1.0" encoding="UTF-8"?>
<!-- Pictures of the text and of its pages. What lies beside the document is shown; what is on the web is a link, which
     the viewer opens beside the text when the reader asks for it: the page itself asks nothing of any other host. -->
<xsl:stylesheet version="3.0" expand-text="yes" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:map="http://www.w3.org/2005/xpath-functions/map"
    xmlns:c="https://tei-edition.org/ns/xslt/common"
    xmlns:h="https://tei-edition.org/ns/xslt/html"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0"
    exclude-result-prefixes="#all">

  <!-- The pictures that lie beside the document (JSON), by the address that it gives: src, href (empty where there is
       nothing larger to link to), width, height, zooms. Empty where nobody looked. -->
  <xsl:param name="h:pictures" as="xs:string" select="''"/>
  <xsl:variable name="h:local" as="map(*)" select="if ($h:pictures) then parse-json($h:pictures) else map { }"/>

  <!-- An address that a link may have: of the web, or relative without a scheme; else none. -->
  <xsl:function name="h:address" as="xs:string?">
    <xsl:param name="value" as="xs:string?"/>
    <xsl:variable name="plain" as="xs:string" select="normalize-space($value)"/>
    <xsl:sequence select="$plain[matches(., '^(https?://|mailto:)[^\s&lt;&gt;&quot;]+$') or matches(., '^(#|\.{0,2}/?[\w.\-]+[/\w.\-%?=&amp;#~+,]*$)') and not(starts-with(., '//'))]"/>
  </xsl:function>

  <!-- The address of a picture where nothing of it is shown: where files were looked for, one on the web only. -->
  <xsl:function name="h:picture-link" as="xs:string?">
    <xsl:param name="address" as="xs:string?"/>
    <xsl:sequence select="h:address($address)[not($h:pictures) or matches(., '^https?://')]"/>
  </xsl:function>

  <!-- Whether the page has pictures that its script has something to do with. -->
  <xsl:variable name="h:leaves" as="element()*" select="(//text//pb[not(c:is-hidden(., 'diplomatic'))], //sourceDoc//surface)[h:has-picture(.)]"/>
  <xsl:variable name="h:opens-pictures" as="xs:boolean" select="$h:assets and
      (exists($h:leaves) or exists((//text | //facsimile | //sourceDoc)//graphic[$h:local(c:picture-address(.))?zooms or c:zoom-kind(c:picture-address(.))]) or //facsimile[c:zoom-kind(@facs)])"/>

  <!-- The editions whose pages have pictures. -->
  <xsl:variable name="h:paged" as="xs:string*" select="distinct-values($h:leaves ! string(@ed))"/>

  <xsl:function name="h:has-picture" as="xs:boolean">
    <xsl:param name="element" as="element()"/>
    <xsl:variable name="address" as="xs:string?" select="c:picture-address(($element/self::surface/graphic, $element)[1])"/>
    <xsl:sequence select="exists($address) and (map:contains($h:local, $address) or c:zoom-kind($address) = ('info', 'image', 'picture'))"/>
  </xsl:function>

  <!-- A picture that is shown: it is a link where there is a larger one. -->
  <xsl:template name="h:picture">
    <xsl:param name="picture" as="map(*)"/>
    <xsl:param name="words" as="xs:string"/>
    <!-- The column has 36rem. -->
    <xsl:variable name="given" as="xs:double?" select="c:given-width(., $picture?width, $picture?height, 576)"/>
    <xsl:variable name="scale" as="xs:double" select="($given ! (. div $picture?width), 1)[1]"/>
    <xsl:variable name="image" as="element()">
      <img src="{$picture?src}" alt="{$words}" width="{round($picture?width * $scale)}" height="{round($picture?height * $scale)}" loading="lazy"><xsl:if test="exists($given)"><xsl:attribute name="class" select="'asked'"/></xsl:if></img>
    </xsl:variable>
    <xsl:choose>
      <xsl:when test="$picture?href and $picture?zooms">
        <a class="picture" href="{$picture?href}">
          <xsl:if test="$h:assets"><xsl:attribute name="data-zoom" select="'picture'"/></xsl:if>
          <xsl:copy-of select="$image"/>
        </a>
      </xsl:when>
      <xsl:otherwise><xsl:copy-of select="$image"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- A link to a picture on the web, which the viewer can open. -->
  <xsl:template name="h:zoom-link">
    <xsl:param name="address" as="xs:string"/>
    <xsl:variable name="kind" as="xs:string?" select="c:zoom-kind($address)[$h:assets]"/>
    <xsl:attribute name="href" select="if ($kind eq 'info') then replace($address, 'info\.json$', 'full/!1600,1600/0/default.jpg') else $address"/>
    <xsl:if test="$kind">
      <xsl:attribute name="data-zoom" select="$kind"/>
    </xsl:if>
  </xsl:template>

  <xsl:template match="graphic | media | binaryObject">
    <xsl:variable name="written" as="xs:string?" select="c:picture-address(.)"/>
    <xsl:variable name="picture" as="map(*)?" select="$written ! $h:local(.)"/>
    <xsl:variable name="address" as="xs:string?" select="h:picture-link($written)"/>
    <xsl:variable name="words" as="xs:string" select="string-join((if (self::media) then 'Recording' else 'Image', @n), ' ')"/>
    <xsl:choose>
      <xsl:when test="exists($picture)">
        <xsl:call-template name="h:picture">
          <xsl:with-param name="picture" select="$picture"/>
          <xsl:with-param name="words" select="(c:alternative(.), $words)[1]"/>
        </xsl:call-template>
      </xsl:when>
      <xsl:when test="$address">
        <a class="image"><xsl:call-template name="h:zoom-link"><xsl:with-param name="address" select="$address"/></xsl:call-template>{$words}</a>
      </xsl:when>
      <xsl:otherwise><span class="image">{$words}</span></xsl:otherwise>
    </xsl:choose>
    <xsl:apply-templates select="desc"/>
  </xsl:template>

  <!-- figures -->

  <xsl:template match="figure">
    <figure>
      <xsl:call-template name="h:language"/>
      <xsl:apply-templates select="node() except (head, figDesc)"/>
      <xsl:if test="head | figDesc">
        <figcaption>
          <xsl:apply-templates select="head/node()"/>
          <xsl:if test="head and figDesc">{' '}</xsl:if>
          <span class="fig-desc"><xsl:apply-templates select="figDesc/node()"/></span>
        </figcaption>
      </xsl:if>
    </figure>
  </xsl:template>

  <xsl:template match="p//figure | note//figure | head//figure | l//figure | cell//figure | item//figure" priority="1">
    <span class="figure"><xsl:apply-templates/></span>
  </xsl:template>

  <xsl:template match="p//figure//head | note//figure//head | l//figure//head | cell//figure//head | item//figure//head | head//figure//head" priority="3">
    <span class="label"><xsl:apply-templates/></span>
  </xsl:template>

  <xsl:template match="p//figure//(p | ab) | l//figure//(p | ab) | item//figure//(p | ab)" priority="4">
    <span class="par"><xsl:apply-templates/></span>
  </xsl:template>

  <xsl:template match="figDesc">
    <span class="fig-desc"><xsl:apply-templates/></span>
  </xsl:template>

  <!-- pages -->

  <!-- A leaf of the document: its number and, where it lies beside the text, its picture, small. -->
  <xsl:template name="h:leaf">
    <xsl:param name="graphic" as="element()"/>
    <xsl:param name="words" as="xs:string"/>
    <xsl:variable name="written" as="xs:string?" select="c:picture-address($graphic)"/>
    <xsl:variable name="picture" as="map(*)?" select="$written ! $h:local(.)"/>
    <xsl:variable name="address" as="xs:string?" select="h:picture-link($written)"/>
    <xsl:choose>
      <!-- A picture that the page carries with it has no address of its own. -->
      <xsl:when test="exists($picture) and not($picture?href or $h:assets)">
        <span class="pb leaf" role="img" data-n="{@n}" aria-label="{$words}">
          <xsl:call-template name="h:only"/>
          <img src="{$picture?src}" alt="" width="{$picture?width}" height="{$picture?height}" loading="lazy"/>
        </span>
      </xsl:when>
      <xsl:when test="exists($picture)">
        <a class="pb leaf" href="{($picture?href, $picture?src)[.][1]}" data-n="{@n}" aria-label="{$words}: image">
          <xsl:call-template name="h:only"/>
          <xsl:if test="$h:assets">
            <xsl:attribute name="data-zoom" select="'picture'"/>
            <xsl:attribute name="data-page" select="$picture?src"/>
            <xsl:if test="not($picture?zooms)"><xsl:attribute name="href" select="$picture?src"/></xsl:if>
          </xsl:if>
          <img src="{$picture?src}" alt="" width="{$picture?width}" height="{$picture?height}" loading="lazy"/>
        </a>
      </xsl:when>
      <xsl:when test="$address">
        <a class="pb" data-n="{@n}" aria-label="{$words}: image">
          <xsl:call-template name="h:zoom-link"><xsl:with-param name="address" select="$address"/></xsl:call-template>
          <xsl:call-template name="h:only"/>
          <xsl:variable name="kind" as="xs:string?" select="c:zoom-kind($address)[$h:assets]"/>
          <xsl:if test="$kind = ('info', 'image', 'picture')">
            <xsl:attribute name="data-page" select="
                if ($kind eq 'picture') then $address
                else replace(replace($address, '/info\.json$', ''), $c:image-request, '') || '/full/!1200,1600/0/default.jpg'"/>
          </xsl:if>
        </a>
      </xsl:when>
      <xsl:otherwise>
        <span class="pb" role="img" data-n="{@n}" aria-label="{$words}">
          <xsl:call-template name="h:only"/>
          <!-- A page among those that have pictures: that of another is not shown for it. -->
          <xsl:if test="$h:assets and exists($h:leaves) and (@facs or string(@ed) = $h:paged)"><xsl:attribute name="data-page"/></xsl:if>
        </span>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template match="pb">
    <xsl:call-template name="h:leaf">
      <xsl:with-param name="graphic" select="."/>
      <xsl:with-param name="words" select="string-join(('Page', @n), ' ')"/>
    </xsl:call-template>
  </xsl:template>

  <!-- The surfaces of a facsimile: its pictures where there is no text that shows them, else a list of links. -->
  <xsl:template match="facsimile">
    <!-- What stands at the breaks of the text's pages is not listed again. -->
    <xsl:variable name="in-text" as="xs:string*" select="//text//pb[not(c:is-hidden(., 'diplomatic'))] ! c:picture-address(.)"/>
    <xsl:variable name="images" as="element()*" select=".//graphic[not(c:picture-address(.) = $in-text)][h:picture-link(c:picture-address(.)) or map:contains($h:local, string(c:picture-address(.)))]"/>
    <xsl:variable name="manifest" as="xs:string?" select="h:address(@facs)[c:zoom-kind(.) eq 'manifest']"/>
    <xsl:if test="$manifest">
      <p class="manifest"><a class="image"><xsl:call-template name="h:zoom-link"><xsl:with-param name="address" select="$manifest"/></xsl:call-template>Images of the document (IIIF)</a></p>
    </xsl:if>
    <xsl:variable name="as-figures" as="xs:boolean" select="h:shows-figures(.)"/>
    <xsl:if test="$images">
      <nav class="facsimiles" aria-label="Page images">
        <xsl:if test="root()//text//text()[normalize-space()]"><span class="label">{if ($as-figures) then 'Pages without text' else 'Images'}</span></xsl:if>
        <ol>
          <xsl:for-each select="$images">
            <xsl:variable name="number" as="xs:string" select="string((ancestor::surface[1]/@n, @n, position())[1])"/>
            <li><xsl:call-template name="h:surface-picture"><xsl:with-param name="number" select="$number"/></xsl:call-template></li>
          </xsl:for-each>
        </ol>
      </nav>
    </xsl:if>
    <!-- What is said of a page stands under its picture. -->
    <xsl:variable name="under" as="element()*" select="if ($as-figures) then $images[map:contains($h:local, string(c:picture-address(.)))]/parent::surface/desc else ()"/>
    <xsl:if test=".//text()[normalize-space()][not(ancestor::desc[some $desc in $under satisfies $desc is .])]">
      <div>
        <xsl:call-template name="h:language"/>
        <xsl:apply-templates><xsl:with-param name="under" tunnel="yes" select="$under ! generate-id(.)"/></xsl:apply-templates>
      </div>
    </xsl:if>
  </xsl:template>

  <!-- Whether the pictures of a facsimile are shown: where there is no text, or the text shows those of its own pages. -->
  <xsl:function name="h:shows-figures" as="xs:boolean">
    <xsl:param name="facsimile" as="element()"/>
    <xsl:sequence select="empty(root($facsimile)//text//text()[normalize-space()]) or c:is-paged($facsimile)"/>
  </xsl:function>

  <xsl:template name="h:surface-picture">
    <xsl:param name="number" as="xs:string"/>
    <xsl:variable name="written" as="xs:string" select="string(c:picture-address(.))"/>
    <xsl:variable name="picture" as="map(*)?" select="$h:local($written)"/>
    <xsl:variable name="as-figure" as="xs:boolean" select="h:shows-figures(ancestor::facsimile[1])"/>
    <xsl:choose>
      <xsl:when test="exists($picture) and $as-figure">
        <figure>
          <xsl:call-template name="h:picture">
            <xsl:with-param name="picture" select="$picture"/>
            <xsl:with-param name="words" select="'Page ' || $number"/>
          </xsl:call-template>
          <figcaption>{$number}<xsl:for-each select="parent::surface/desc"><xsl:text> </xsl:text><xsl:apply-templates/></xsl:for-each></figcaption>
        </figure>
      </xsl:when>
      <xsl:when test="exists($picture)">
        <a href="{($picture?href, $picture?src)[.][1]}">
          <xsl:if test="$h:assets and $picture?zooms"><xsl:attribute name="data-zoom" select="'picture'"/></xsl:if>
          <xsl:text>{$number}</xsl:text>
        </a>
      </xsl:when>
      <xsl:otherwise>
        <a><xsl:call-template name="h:zoom-link"><xsl:with-param name="address" select="h:address($written)"/></xsl:call-template>{$number}</a>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template match="sourceDoc">
    <div class="source-doc"><xsl:call-template name="h:language"/><xsl:apply-templates/></div>
  </xsl:template>

  <!-- The images of a facsimile stand in its list, those of a surface at its head. -->
  <xsl:template match="facsimile//graphic | sourceDoc//graphic" priority="2">
    <xsl:for-each select="c:said-once(.)">
      <p class="surface-desc"><xsl:for-each select="(ancestor::surface[1]/@n)[1]"><span class="label">{.}</span>{' '}</xsl:for-each><xsl:apply-templates/></p>
    </xsl:for-each>
  </xsl:template>

  <!-- A transcription of the page by its surfaces, zones and lines (TEI 12.2). -->
  <xsl:template match="surface | surfaceGrp | zone | line">
    <div class="{local-name()}">
      <xsl:call-template name="h:language"/>
      <xsl:if test="self::surface[ancestor::sourceDoc] and (graphic or @n)">
        <p class="page">
          <xsl:call-template name="h:leaf">
            <xsl:with-param name="graphic" select="(graphic, .)[1]"/>
            <xsl:with-param name="words" select="string-join(('Page', @n), ' ')"/>
          </xsl:call-template>
        </p>
      </xsl:if>
      <xsl:for-each select="c:zone-label(.)"><p class="label">{.}</p></xsl:for-each>
      <xsl:for-each select="self::line ! c:written-line(.)"><span class="line-number" aria-hidden="true" data-n="{.}"></span></xsl:for-each>
      <xsl:apply-templates/>
    </div>
  </xsl:template>

  <xsl:template match="line//zone | zone//zone[ancestor::line] | line//line | p//(surface | zone | line) | note//(surface | zone | line)" priority="1">
    <span class="{local-name()}"><xsl:apply-templates/></span>
  </xsl:template>

</xsl:stylesheet>
