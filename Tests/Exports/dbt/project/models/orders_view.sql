{{ config(materialized='view') }}

select order_id, customer, price from {{ ref('orders') }}
